package io.firedrill.scenarios.synthesis;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleRoute;
import io.firedrill.scenarios.chain.Cast;
import io.firedrill.scenarios.chain.ChainTier;
import io.firedrill.scenarios.promql.AlertRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts that fired by the engine alone, in a live chain. Confined. */
final class ChainDrills {
    private final ChainTier tier;
    private final Company company;

    ChainDrills(ChainTier tier, Company company) {
        this.tier = tier;
        this.company = company;
    }

    /** The same drills, and what became of each there; those that never fired are left as they are. */
    List<RuleDrill> hold(List<RuleDrill> drills, List<LogicTier.Outcome> outcomes, Optional<Path> alertmanager) {
        Map<String, RuleDrill> byPlace = new HashMap<>();
        drills.forEach(each -> byPlace.put(place(each), each));
        List<Cast> casts = new ArrayList<>();
        Map<String, ChainTrial> seen = new HashMap<>();
        for (LogicTier.Outcome each : outcomes) {
            Optional<RuleDrill> drill =
                    Optional.ofNullable(byPlace.get(each.rule().written().place()));
            if (drill.isEmpty() || !each.fires() || each.scenario().isEmpty()) {
                continue;
            }
            List<Recipient> awaited = awaited(drill.get(), alertmanager.isPresent());
            if (awaited.isEmpty()) {
                seen.put(place(drill.get()), ChainTrial.none("its route tells nobody (see R06)"));
            } else {
                casts.add(new Cast(
                        each.rule(), new MadeUpScript(each.scenario().get().calmly()), awaited));
            }
        }
        judged(casts, tier.hold(casts, alertmanager), seen);
        return drills.stream()
                .map(each -> Optional.ofNullable(seen.get(place(each)))
                        .map(each::with)
                        .orElse(each))
                .toList();
    }

    private void judged(List<Cast> casts, List<ChainTrial> trials, Map<String, ChainTrial> seen) {
        for (int i = 0; i < casts.size(); i++) {
            AlertRule rule = casts.get(i).rule();
            ChainTrial trial = trials.get(i);
            seen.put(rule.written().place(), trial.always(company.always(rule, trial.inhibitedBy())));
        }
    }

    private static String place(RuleDrill drill) {
        return drill.file() + ":" + drill.line();
    }

    private static List<Recipient> awaited(RuleDrill drill, boolean routed) {
        if (!routed) {
            return List.of(ChainTier.INBOX);
        }
        return recipients(drill.route());
    }

    static List<Recipient> recipients(Optional<RuleRoute> to) {
        List<Recipient> all = new ArrayList<>();
        to.ifPresent(route -> route.receivers()
                .forEach(receiver ->
                        integrations(route, receiver).forEach(each -> all.add(new Recipient(receiver, each)))));
        return all;
    }

    private static List<String> integrations(RuleRoute route, String receiver) {
        return route.integrations().getOrDefault(receiver, List.of());
    }
}
