package io.firedrill.scenarios.chain;

import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.PromqlText;
import io.firedrill.stacks.workspace.WrittenRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An alert among others in the chain: what is loaded for it, and how it is played.
 *
 * @param id of it alone
 * @param cast which
 * @param compression how its expressions are written
 * @param performance how its series go
 * @param records the rules that it needs, the innermost first
 * @param condition of the alert, as it is written there
 */
record Member(
        String id,
        Cast cast,
        Compression compression,
        Performance performance,
        List<Recorded> records,
        Expr condition) {
    /** An alert waits no longer than this in the chain: that it waits as long as it says is shown by the engine alone. */
    private static final int HOLD_TICKS = 8;

    private static final int KEEP_TICKS = 4;

    /**
     * A rule that records.
     *
     * @param rule as it is written
     * @param expr as it is written in the chain, but for its gate
     */
    record Recorded(WrittenRule rule, Expr expr) {}

    /**
     * Writes it anew.
     *
     * @param parser how Prometheus understands an expression
     * @throws io.firedrill.stacks.promql.UnsupportedPromqlException if it cannot be
     * @throws io.firedrill.stacks.StackException if Prometheus does not take what came of it
     */
    static Member of(int number, Cast cast, Duration tick, Function<String, Expr> parser) {
        String id = Integer.toString(number);
        cast.script().series().forEach(Compression::require);
        Compression compression =
                new Compression("c" + id + "_", Performance.step(cast.script()) / (double) tick.toMillis(), tick);
        List<Recorded> records = new ArrayList<>();
        for (WrittenRule each : cast.rule().records()) {
            records.add(new Recorded(each, compression.of(parser.apply(each.expr()))));
        }
        Member member = new Member(
                id,
                cast,
                compression,
                new Performance(cast.script(), compression),
                List.copyOf(records),
                compression.of(cast.rule().condition()));
        Stream.concat(records.stream().map(Recorded::expr), Stream.of(member.condition()))
                .forEach(each -> Objects.requireNonNull(parser.apply(member.gated(each))));
        return member;
    }

    /** As a group of a rule file, in which one rule may need those above it. */
    Map<String, Object> group() {
        List<Object> rules = new ArrayList<>();
        for (Recorded each : records) {
            Map<String, Object> tree = each.rule()
                    .with(gated(each.expr()), Duration.ZERO, Duration.ZERO)
                    .tree();
            tree.put("record", compression.prefix() + each.rule().name());
            rules.add(tree);
        }
        WrittenRule written = cast.rule().written();
        Map<String, Object> alert = written.with(
                        gated(condition),
                        capped(written.holdFor(), HOLD_TICKS),
                        capped(written.keepFiringFor(), KEEP_TICKS))
                .tree();
        Map<String, String> labels = new LinkedHashMap<>(written.labels());
        labels.put(LiveChain.OWN_LABEL, id);
        alert.put("labels", labels);
        rules.add(alert);
        return Map.of("name", compression.prefix(), "rules", rules);
    }

    private String gated(Expr expr) {
        return PromqlText.of(compression.gated(expr));
    }

    private Duration capped(Duration written, int ticks) {
        Duration most = compression.tick().multipliedBy(ticks);
        Duration compressed = compression.compressed(written);
        return compressed.compareTo(most) < 0 ? compressed : most;
    }
}
