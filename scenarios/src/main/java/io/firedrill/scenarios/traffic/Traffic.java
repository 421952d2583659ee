package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Load on the entry of the system: chat completions, plain and streaming, or another request of its. Immutable.
 *
 * <pre>{@code
 * Traffic.steady(20, Duration.ofSeconds(30)).streaming(0.25)
 * Traffic.ramp(1, 50, Duration.ofSeconds(10)).thenPause(Duration.ofSeconds(2)).thenSteady(50, Duration.ofSeconds(20))
 * Traffic.users(8, Duration.ofSeconds(30)).thinking(Duration.ofMillis(200))
 * }</pre>
 *
 * @param name the scenario's name in the ledger
 * @param profile when requests are sent
 * @param streamingShare which share of the requests asks for a stream, 0 to 1, evenly spread
 * @param refusedShare which share of the requests carries a key that nobody knows, 0 to 1, evenly spread
 * @param model the model that is asked
 * @param prompt what the user says
 * @param request what is sent in place of chat completions; empty for those
 */
public record Traffic(
        String name,
        Profile profile,
        double streamingShare,
        double refusedShare,
        String model,
        String prompt,
        Optional<Request> request) {
    /** Requires a name, and shares within 0 and 1. */
    public Traffic {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of traffic must not be blank");
        }
        requireShare("streaming", streamingShare);
        requireShare("refused", refusedShare);
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " share must be within 0 and 1, but was " + share);
        }
    }

    /**
     * Open, at an even rate.
     *
     * @param perSecond requests per second
     * @param during how long
     * @return plain chat at that rate
     */
    public static Traffic steady(double perSecond, Duration during) {
        return ramp(perSecond, perSecond, during);
    }

    /**
     * Open, at a rate that changes evenly.
     *
     * @param from requests per second at the start
     * @param to requests per second at the end
     * @param during how long
     * @return plain chat at that rate
     */
    public static Traffic ramp(double from, double to, Duration during) {
        return chat(new Profile.Open(List.of(new Profile.Phase(from, to, during))));
    }

    /**
     * Closed: users who each wait for their answer before they ask again.
     *
     * @param users how many
     * @param during how long
     * @return plain chat without pauses
     */
    public static Traffic users(int users, Duration during) {
        return chat(new Profile.Closed(users, during, Duration.ZERO));
    }

    /**
     * Goes on at an even rate.
     *
     * @param perSecond requests per second
     * @param during how long
     * @return longer traffic
     * @throws IllegalStateException for closed traffic
     */
    public Traffic thenSteady(double perSecond, Duration during) {
        return thenRamp(perSecond, perSecond, during);
    }

    /**
     * Goes on at a rate that changes evenly.
     *
     * @param from requests per second at the start
     * @param to requests per second at the end
     * @param during how long
     * @return longer traffic
     * @throws IllegalStateException for closed traffic
     */
    public Traffic thenRamp(double from, double to, Duration during) {
        if (!(profile instanceof Profile.Open open)) {
            throw new IllegalStateException("closed traffic has no phases: begin with Traffic.steady or Traffic.ramp");
        }
        Stream<Profile.Phase> next = Stream.of(new Profile.Phase(from, to, during));
        return with(new Profile.Open(Stream.concat(open.phases().stream(), next).toList()));
    }

    /**
     * Goes on without a request.
     *
     * @param during how long
     * @return longer traffic
     * @throws IllegalStateException for closed traffic
     */
    public Traffic thenPause(Duration during) {
        return thenRamp(0, 0, during);
    }

    /**
     * With a pause between an answer and the same user's next request.
     *
     * @param pause how long
     * @return slower traffic
     * @throws IllegalStateException for open traffic, whose users ask once
     */
    public Traffic thinking(Duration pause) {
        if (!(profile instanceof Profile.Closed closed)) {
            throw new IllegalStateException("open traffic has no thinking users: begin with Traffic.users");
        }
        return with(new Profile.Closed(closed.users(), closed.during(), pause));
    }

    /**
     * With streams among the requests.
     *
     * @param share which share, 0 to 1
     * @return traffic mixed so
     */
    public Traffic streaming(double share) {
        return new Traffic(name, profile, share, refusedShare, model, prompt, request);
    }

    /**
     * With requests among them that the entry refuses for their key (401): what expired keys and scanners send to every
     * service, which costs it little and is no error of its own. Needs an entry that asks for a key.
     *
     * @param share which share, 0 to 1
     * @return traffic mixed so
     */
    public Traffic refused(double share) {
        return new Traffic(name, profile, streamingShare, share, model, prompt, request);
    }

    /**
     * Under another name.
     *
     * @param other the scenario's name in the ledger
     * @return the same traffic
     */
    public Traffic named(String other) {
        return new Traffic(other, profile, streamingShare, refusedShare, model, prompt, request);
    }

    /**
     * Asking something else.
     *
     * @param otherModel the model that is asked
     * @param otherPrompt what the user says
     * @return the same load with these words
     */
    public Traffic asking(String otherModel, String otherPrompt) {
        return new Traffic(name, profile, streamingShare, refusedShare, otherModel, otherPrompt, request);
    }

    /**
     * Asking for something else than chat completions: nothing is read from the answers but their status.
     *
     * @param other what is sent
     * @return the same load of these requests
     */
    public Traffic sending(Request other) {
        return new Traffic(name, profile, 0, refusedShare, model, prompt, Optional.of(other));
    }

    /**
     * How long requests begin to be sent; the last answers come later.
     *
     * @return more than zero
     */
    @JsonIgnore
    public Duration lasts() {
        return profile.lasts();
    }

    private Traffic with(Profile other) {
        return new Traffic(name, other, streamingShare, refusedShare, model, prompt, request);
    }

    private static Traffic chat(Profile profile) {
        return new Traffic("chat", profile, 0, 0, "drill-small", "Where is the nearest fire exit?", Optional.empty());
    }
}
