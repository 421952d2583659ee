package io.firedrill.stacks.promql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An expression as a tree. Source: {@code GET /api/v1/parse_query} of Prometheus 3, without parentheses. Immutable. */
public sealed interface Expr {
    /**
     * What it is made of.
     *
     * @return its direct parts, in order
     */
    default Stream<Expr> parts() {
        return Stream.empty();
    }

    /**
     * It and everything below it.
     *
     * @return each once, itself first
     */
    default Stream<Expr> all() {
        return Stream.concat(Stream.of(this), parts().flatMap(Expr::all));
    }

    /**
     * The same with other parts.
     *
     * @param change what becomes of each direct part; that of a window must stay a selector
     * @return a new expression, itself if it has no parts
     */
    default Expr with(UnaryOperator<Expr> change) {
        return this;
    }

    /**
     * A number.
     *
     * @param value may be infinite
     */
    record Num(double value) implements Expr {}

    /**
     * A text.
     *
     * @param value without its quotes
     */
    record Text(String value) implements Expr {}

    /**
     * A selector of an instant.
     *
     * @param matchers that of the metric's name among them
     * @param offset how long before; negative for later
     */
    record Select(List<Matcher> matchers, Duration offset) implements Expr {
        /** Copies the list. */
        public Select {
            matchers = List.copyOf(matchers);
        }

        /**
         * The metric.
         *
         * @return its name, empty if the selector does not name exactly one
         */
        public Optional<String> metric() {
            return matchers.stream()
                    .filter(each -> each.label().equals(Matcher.NAME) && each.operator() == Matcher.Operator.EQUAL)
                    .map(Matcher::value)
                    .findFirst();
        }
    }

    /**
     * A selector of a stretch of time.
     *
     * @param select which series, and its offset
     * @param range how long
     */
    record Window(Select select, Duration range) implements Expr {
        @Override
        public Stream<Expr> parts() {
            return Stream.of(select);
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return change.apply(select) instanceof Select other ? new Window(other, range) : this;
        }
    }

    /**
     * A subquery.
     *
     * @param of what is asked again and again
     * @param range how long
     * @param step how often; zero for the evaluation interval
     * @param offset how long before
     */
    record Subquery(Expr of, Duration range, Duration step, Duration offset) implements Expr {
        @Override
        public Stream<Expr> parts() {
            return Stream.of(of);
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return new Subquery(change.apply(of), range, step, offset);
        }
    }

    /**
     * A function.
     *
     * @param function its name
     * @param arguments in order
     */
    record Call(String function, List<Expr> arguments) implements Expr {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Stream<Expr> parts() {
            return arguments.stream();
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return new Call(function, arguments.stream().map(change).toList());
        }
    }

    /**
     * An aggregation.
     *
     * @param operator e.g. {@code sum}
     * @param of what is aggregated
     * @param parameter of {@code topk} and its like
     * @param grouping the labels
     * @param without whether those are left out, not kept
     */
    record Aggregate(String operator, Expr of, Optional<Expr> parameter, List<String> grouping, boolean without)
            implements Expr {
        /** Copies the list. */
        public Aggregate {
            grouping = List.copyOf(grouping);
        }

        @Override
        public Stream<Expr> parts() {
            return Stream.concat(Stream.of(of), parameter.stream());
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return new Aggregate(operator, change.apply(of), parameter.map(change), grouping, without);
        }
    }

    /**
     * Two sides.
     *
     * @param operator e.g. {@code >} or {@code unless}
     * @param left one side
     * @param right the other
     * @param bool whether a comparison gives 0 and 1
     * @param matching how series of two vectors find each other
     */
    record Binary(String operator, Expr left, Expr right, boolean bool, Matching matching) implements Expr {
        @Override
        public Stream<Expr> parts() {
            return Stream.of(left, right);
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return new Binary(operator, change.apply(left), change.apply(right), bool, matching);
        }
    }

    /**
     * How series of two vectors find each other.
     *
     * @param on whether the labels are those that must agree, and not those that need not
     * @param labels which
     * @param many which side may have several for one of the other; empty if none
     * @param include labels that come from the side of the one
     */
    record Matching(boolean on, List<String> labels, Optional<Side> many, List<String> include) {
        /** One to one, by all labels. */
        public static final Matching ALL = new Matching(false, List.of(), Optional.empty(), List.of());

        /** Copies the lists. */
        public Matching {
            labels = List.copyOf(labels);
            include = List.copyOf(include);
        }
    }

    /** A side of an operator. */
    enum Side {
        /** Before it. */
        LEFT,
        /** Behind it. */
        RIGHT
    }

    /**
     * A minus sign.
     *
     * @param of what is behind it
     */
    record Negative(Expr of) implements Expr {
        @Override
        public Stream<Expr> parts() {
            return Stream.of(of);
        }

        @Override
        public Expr with(UnaryOperator<Expr> change) {
            return new Negative(change.apply(of));
        }
    }
}
