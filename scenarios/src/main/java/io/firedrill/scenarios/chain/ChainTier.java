package io.firedrill.scenarios.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.RunningRoutes;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Alerts in a live chain: loaded into a Prometheus that scrapes what was made up, its time compressed for each by itself, and
 * delivered by the team's own Alertmanager to inboxes. Confined.
 */
public final class ChainTier {
    /** From one scrape, and evaluation, to the next. */
    private static final Duration TICK = Duration.ofMillis(250);

    /** How many alerts fire side by side. */
    private static final int MOST = 1000;

    /** As many times faster does Alertmanager go: five minutes are two seconds. */
    private static final TimeScale SCALE = new TimeScale(150);

    /** A Monday morning: what is told at certain times alone is told then, or is said to be muted. */
    private static final Instant WORKING_HOUR = Instant.parse("2026-03-02T10:00:00Z");

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);

    /** Who is told where there is no configuration of a team. */
    public static final Recipient INBOX = new Recipient("inbox", "webhook");

    private static final String PLAIN = """
            route: {receiver: inbox, group_by: [alertname], group_wait: 30s, group_interval: 5m, repeat_interval: 4h}
            receivers: [{name: inbox, webhook_configs: [{url: 'http://inbox.invalid/', send_resolved: true}]}]
            """;

    private final RuleTools tools;
    private final Consumer<String> progress;

    /**
     * Nothing is launched yet.
     *
     * @param tools launched with Alertmanager
     * @param progress hears one line for each thing worth knowing
     */
    public ChainTier(RuleTools tools, Consumer<String> progress) {
        this.tools = tools;
        this.progress = progress;
    }

    /**
     * Tries them all, side by side.
     *
     * @param casts the alerts
     * @param alertmanager the team's configuration; without it all are told to one webhook
     * @return what became of each, in their order
     * @throws StackException if the chain cannot be had
     */
    public List<ChainTrial> hold(List<Cast> casts, Optional<Path> alertmanager) {
        Map<Integer, ChainTrial> trials = new LinkedHashMap<>();
        Map<Integer, Member> members = new LinkedHashMap<>();
        for (int i = 0; i < casts.size(); i++) {
            try {
                members.put(i, Member.of(i, casts.get(i), TICK, tools::parse));
            } catch (UnsupportedPromqlException e) {
                trials.put(i, ChainTrial.none("it uses " + e.getMessage()));
            } catch (StackException e) {
                trials.put(
                        i, ChainTrial.none("as it is written for it, Prometheus does not take it: " + e.getMessage()));
            }
        }
        if (!members.isEmpty()) {
            play(members, alertmanager).forEach(trials::put);
        }
        List<ChainTrial> all = new ArrayList<>();
        for (int i = 0; i < casts.size(); i++) {
            all.add(Optional.ofNullable(trials.get(i)).orElse(ChainTrial.none("it was left out")));
        }
        return all;
    }

    private Map<Integer, ChainTrial> play(Map<Integer, Member> members, Optional<Path> alertmanager) {
        AlertmanagerConfig config =
                AlertmanagerConfig.read(alertmanager.orElseGet(this::plain)).at(WORKING_HOUR);
        alertmanager.ifPresent(any -> config.redirections().forEach(progress));
        Map<Integer, ChainTrial> trials = new LinkedHashMap<>();
        List<Integer> all = List.copyOf(members.keySet());
        for (int from = 0; from < all.size(); from += MOST) {
            List<Integer> part = all.subList(from, Math.min(all.size(), from + MOST));
            Map<Integer, Member> together = new LinkedHashMap<>();
            part.forEach(each -> together.put(each, members.get(each)));
            trials.putAll(together(together, config));
            progress.accept("live chain: " + trials.size() + " of " + all.size() + " alerts tried");
        }
        return trials;
    }

    private Map<Integer, ChainTrial> together(Map<Integer, Member> members, AlertmanagerConfig config) {
        Playbill playbill = new Playbill(TICK);
        LiveChain.Plan plan = new LiveChain.Plan(rules(members.values()), TICK, config, SCALE);
        try (LiveChain chain = tools.chain(plan, playbill::samples)) {
            Map<String, ChainTrial> held =
                    new Show(chain, playbill, TICK, patience(chain)).hold(List.copyOf(members.values()));
            Map<Integer, ChainTrial> trials = new LinkedHashMap<>();
            members.forEach((number, member) ->
                    Optional.ofNullable(held.get(member.id())).ifPresent(trial -> trials.put(number, trial)));
            return trials;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("the live chain was interrupted", e);
        }
    }

    private static String rules(Iterable<Member> members) {
        List<Object> groups = new ArrayList<>();
        members.forEach(each -> groups.add(each.group()));
        try {
            return new ObjectMapper().writeValueAsString(Map.of("groups", groups));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As long as its routes may wait, and then some. */
    private static Duration patience(LiveChain chain) {
        Duration longest = Duration.ofSeconds(3);
        for (Route route : RunningRoutes.of(chain.alertmanager()).routes()) {
            Duration waits = route.groupWait().plus(route.groupInterval()).plusSeconds(3);
            longest = waits.compareTo(longest) > 0 ? waits : longest;
        }
        return longest.compareTo(LONGEST_PATIENCE) < 0 ? longest : LONGEST_PATIENCE;
    }

    private Path plain() {
        Path file = tools.folder().resolve("plain-alertmanager.yml");
        try {
            return Files.writeString(file, PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
