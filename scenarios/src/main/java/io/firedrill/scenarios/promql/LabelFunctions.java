package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Matcher;
import java.util.List;
import java.util.stream.Collectors;

/** {@code label_replace} and {@code label_join}. Stateless. */
final class LabelFunctions {
    private LabelFunctions() {}

    /** {@code texts}: the label to set, with what, from which label, if it is like this. */
    static Value replace(List<Element> elements, List<String> texts) {
        return new Value.Vector(elements.stream()
                .map(each -> new Element(replaced(each.labels(), texts), each.value(), each.margin()))
                .toList());
    }

    private static Labels replaced(Labels labels, List<String> texts) {
        java.util.regex.Matcher found = Matcher.pattern(texts.get(3)).matcher(labels.get(texts.get(2)));
        return found.matches() ? labels.with(texts.get(0), expand(texts.get(1), found)) : labels;
    }

    /** {@code $1}, {@code ${1}} and {@code ${name}}; {@code $$} is a dollar. */
    private static String expand(String template, java.util.regex.Matcher found) {
        java.util.regex.Matcher reference =
                java.util.regex.Pattern.compile("\\$(?:\\$|(\\w+)|\\{(\\w+)})").matcher(template);
        return reference.replaceAll(each -> java.util.regex.Matcher.quoteReplacement(
                each.group().equals("$$") ? "$" : group(found, each.group(1) == null ? each.group(2) : each.group(1))));
    }

    private static String group(java.util.regex.Matcher found, String which) {
        try {
            String value = which.chars().allMatch(Character::isDigit)
                    ? found.group(Integer.parseInt(which))
                    : found.group(which);
            return value == null ? "" : value;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return "";
        }
    }

    /** {@code texts}: the label to set, what goes between, and from which labels. */
    static Value join(List<Element> elements, List<String> texts) {
        return new Value.Vector(elements.stream()
                .map(each -> new Element(
                        each.labels()
                                .with(
                                        texts.get(0),
                                        texts.stream()
                                                .skip(2)
                                                .map(each.labels()::get)
                                                .collect(Collectors.joining(texts.get(1)))),
                        each.value(),
                        each.margin()))
                .toList());
    }
}
