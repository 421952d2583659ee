package io.firedrill.reports;

import static io.firedrill.reports.Runs.GATEWAY;
import static io.firedrill.reports.Runs.INFERENCE;
import static io.firedrill.reports.Runs.firing;
import static io.firedrill.reports.Runs.pending;
import static io.firedrill.reports.Runs.slow;
import static java.time.Duration.ofMillis;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.verdict.Budget;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Detection;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.InstrumentationScore;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three judged drills: one in order, one with broken promises, one that cannot be judged in full. */
final class Drills {
    private static final Budget BUDGET =
            new Budget(ofMillis(100), ofMillis(100), ofMillis(100), ofMillis(2_400), ofMillis(600));

    private Drills() {}

    static List<DrillResult> all() {
        return List.of(healthy(), slowInference(), maintenance());
    }

    static DrillResult healthy() {
        Runs.Draft draft = new Runs.Draft(
                "healthy-baseline",
                "Healthy baseline",
                "Nothing is broken: nobody may be told anything, and the numbers must be the numbers that happened.",
                0,
                16_000);
        draft.traffic(20, 15_500, 0, 0, 0);
        return new DrillResult(
                draft.evidence(),
                List.of(
                        kept(
                                Check.A02,
                                "alert HighRequestLatency",
                                "to be quiet throughout",
                                "it was, in 161 evaluations",
                                "/alerts"),
                        kept(
                                Check.A17,
                                "alert Watchdog",
                                "to fire from beginning to end",
                                "it fired in 190 samples without a gap",
                                "/alerts/0"),
                        kept(
                                Check.M01,
                                "counter requests",
                                "to equal the ledger's 310",
                                "it counted 310",
                                "/counters/0"),
                        kept(Check.T05, "service names", "to be gateway, inference", "they are", "/traces/services")),
                List.of(),
                List.of(
                        instrumented("gateway", ""),
                        instrumented("inference", "a resource without service.instance.id")),
                List.of());
    }

    static InstrumentationScore instrumented(String service, String finding) {
        return new InstrumentationScore(
                service,
                List.of(
                        new InstrumentationScore.Rule("RES-001", 20, finding),
                        new InstrumentationScore.Rule("RES-005", 40, ""),
                        new InstrumentationScore.Rule("SPA-002", 20, "")),
                List.of("MET-001", "SPA-003"));
    }

    static DrillResult slowInference() {
        Runs.Draft draft = new Runs.Draft(
                "slow-inference",
                "Slow inference",
                "The provider answers 400 ms late: HighRequestLatency must page on-call for both services, and the traces must blame inference.",
                20_000,
                34_000);
        draft.traffic(20, 33_000, 8_000, 20_000, 400);
        draft.request(9_300, 5_000, 504);
        draft.request(9_350, 5_000, 504);
        draft.request(13_100, 5_000, 504);
        draft.faults.add(slow("slow", "inference->provider", 8_000, 20_000));
        draft.alert("HighRequestLatency", INFERENCE, pending(8_600, 10_900), firing(11_000, 21_300));
        draft.alert("HighRequestLatency", GATEWAY, pending(8_700, 11_000), firing(11_100, 21_400));
        draft.route("HighRequestLatency", INFERENCE, "default", 11_100, 21_500);
        draft.route("HighRequestLatency", GATEWAY, "oncall", 11_200, 21_600);
        draft.told(11_720, "default", true, "HighRequestLatency", INFERENCE);
        draft.told(13_480, "oncall", true, "HighRequestLatency", GATEWAY);
        draft.told(23_720, "default", false, "HighRequestLatency", INFERENCE);
        draft.told(23_810, "oncall", false, "HighRequestLatency", GATEWAY);
        return new DrillResult(
                draft.evidence(),
                slowPromises(),
                List.of(detection(GATEWAY, 8_700, 11_100, 13_480), detection(INFERENCE, 8_600, 11_000, 11_720)));
    }

    private static List<Judgement> slowPromises() {
        String inference = "alert HighRequestLatency{job=\"inference\"}";
        return List.of(
                kept(
                        Check.A01,
                        inference,
                        "to fire within 6 s of fault \"slow\" (t+8.00 s)",
                        "it fired at t+11.0 s, 3.00 s after it",
                        "/alerts/1"),
                new Judgement(
                        "A05-HighRequestLatency-inference",
                        Check.A05,
                        inference,
                        new Verdict.Broken(
                                "to reach receiver oncall, and no other",
                                "it reached default at t+11.7 s and never oncall (observed until t+34.0 s)",
                                "no child route matches its label service=\"inference\"; route 1 asks for service=\"inferense\"",
                                List.of("/notifications/0", "/routed/1", "/configuration/routes"))),
                kept(
                        Check.A03,
                        inference,
                        "to be pending for its for of 2.40 s",
                        "it was pending for 2.40 s",
                        "/alerts/1"),
                kept(
                        Check.A09,
                        inference,
                        "to resolve within 8 s of the end of fault \"slow\", and say so",
                        "it said so 3.72 s after it",
                        "/notifications/2"),
                new Judgement(
                        "T08-slow",
                        Check.T08,
                        "traces during fault \"slow\"",
                        new Verdict.Broken(
                                "to show the delay on the hop inference->provider in at least 95 % of 240 traces",
                                "it does in 12 of 240: the other 228 end at inference",
                                "the provider hop has no CLIENT span; the HTTP client of inference may not be instrumented",
                                List.of("/faults/0"))),
                kept(
                        Check.N01,
                        "receiver default",
                        "every webhook to be complete and valid",
                        "2 of 2 were",
                        "/notifications"),
                kept(Check.M01, "counter requests", "to equal the ledger's 663", "it counted 663", "/counters/0"));
    }

    static DrillResult maintenance() {
        Runs.Draft draft = new Runs.Draft(
                "maintenance-silence",
                "Maintenance silence",
                "Inference is slow during announced maintenance: nobody may be paged for it, and everybody for anything else.",
                58_000,
                30_000);
        draft.traffic(12, 29_000, 6_000, 18_000, 400);
        draft.faults.add(slow("slow", "inference->provider", 6_000, 18_000));
        draft.alert("HighRequestLatency", INFERENCE, pending(6_600, 8_900), firing(9_000, 19_300));
        draft.route("HighRequestLatency", INFERENCE, "oncall", 9_100, 19_500, "7c1d");
        draft.silences.add(new SilenceRecord(
                "maintenance",
                "7c1d",
                List.of("service=\"inference\""),
                ofMillis(4_000),
                ofMillis(22_000),
                Optional.of(ofMillis(4_100)),
                Optional.of(ofMillis(21_900)),
                "firedrill",
                "drill",
                List.of(
                        new SilenceRecord.Muting(ofMillis(9_700), Runs.named("HighRequestLatency", INFERENCE)),
                        new SilenceRecord.Muting(ofMillis(15_700), Runs.named("HighRequestLatency", INFERENCE))),
                Runs.source("alertmanager", "http://127.0.0.1:9093/api/v2/silences")));
        draft.gaps.add(new Gap(
                Witness.TRACES,
                "HTTP 503 from t+2.00 s on",
                Runs.source("jaeger", "http://127.0.0.1:16686/api/v3/traces")));
        return new DrillResult(draft.evidence(), silencePromises(), List.of());
    }

    private static List<Judgement> silencePromises() {
        return List.of(
                new Judgement(
                        "S01-maintenance",
                        Check.S01,
                        "silence \"maintenance\"",
                        new Verdict.Inconclusive(
                                "to keep every HighRequestLatency{service=\"inference\"} from being delivered (t+4.00 s to t+22.0 s)",
                                "nothing was delivered, but the control alert was not delivered either, so a dead inbox would look the same",
                                "let a control alert that the silence does not match fire in its window",
                                List.of("/silences/0", "/notifications"))),
                kept(
                        Check.S02,
                        "silence \"maintenance\"",
                        "to mute nothing but service=\"inference\"",
                        "it withheld 2 notifications, all of HighRequestLatency",
                        "/silences/0"),
                kept(Check.M01, "counter requests", "to equal the ledger's 350", "it counted 350", "/counters/0"));
    }

    static Judgement kept(Check check, String subject, String expected, String actual, String pointer) {
        String id = check.name() + "-" + subject.replaceAll("[^A-Za-z]+", "-");
        return new Judgement(id, check, subject, new Verdict.Kept(expected, actual, "", List.of(pointer)));
    }

    private static Detection detection(Map<String, String> labels, long pending, long firing, long delivered) {
        return new Detection(
                "HighRequestLatency",
                labels,
                Duration.ofSeconds(8),
                Optional.of(ofMillis(pending)),
                Optional.of(ofMillis(firing)),
                Optional.of(ofMillis(firing + 100)),
                Optional.of(ofMillis(delivered)),
                Optional.of(ofMillis(23_810)),
                BUDGET);
    }
}
