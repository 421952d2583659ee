package io.firedrill.scenarios.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Texts that a regular expression matches: what repeats freely becomes a word, alternatives are taken by turns. Whether one really
 * matches is for the caller to see. Confined.
 */
final class RegexSample {
    static final String WORD = "drill";
    private static final String OTHERS = "a1-_.:/ Az09@x";

    private final String regex;
    private final Random random;
    private int at;

    private RegexSample(String regex, long seed) {
        this.regex = regex;
        this.random = new Random(seed);
    }

    /** A few, the most ordinary first; none if its syntax is not known here. */
    static List<String> of(String regex) {
        List<String> samples = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            try {
                String sample = new RegexSample(regex, seed).alternatives(seed == 0);
                if (!samples.contains(sample)) {
                    samples.add(sample);
                }
            } catch (IndexOutOfBoundsException e) {
                return samples;
            }
        }
        return samples;
    }

    private String alternatives(boolean first) {
        List<String> all = new ArrayList<>();
        StringBuilder sequence = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != ')') {
            if (regex.charAt(at) == '|') {
                at++;
                all.add(sequence.toString());
                sequence.setLength(0);
            } else {
                sequence.append(repeated(first));
            }
        }
        all.add(sequence.toString());
        return all.get(first ? 0 : random.nextInt(all.size()));
    }

    private String repeated(boolean first) {
        int start = at;
        String atom = atom(first);
        String source = regex.substring(start, at);
        if (at >= regex.length()) {
            return atom;
        }
        char sign = regex.charAt(at);
        if (sign == '*' || sign == '+') {
            skipQuantifier(1);
            return many(source, atom, sign == '*' && !first && random.nextInt(3) == 0 ? 0 : 1);
        }
        if (sign == '?') {
            skipQuantifier(1);
            return first || random.nextBoolean() ? atom : "";
        }
        if (sign == '{') {
            int end = regex.indexOf('}', at);
            int least = Integer.parseInt(regex.substring(at + 1, end).split(",", -1)[0]);
            skipQuantifier(end - at + 1);
            return atom.repeat(Math.max(1, least));
        }
        return atom;
    }

    private void skipQuantifier(int length) {
        at += length;
        if (at < regex.length() && regex.charAt(at) == '?') {
            at++;
        }
    }

    /** A word where the atom takes each of its letters. */
    private static String many(String source, String atom, int least) {
        if (least == 0) {
            return "";
        }
        return source.length() > 1 && source.startsWith("(")
                ? atom
                : matches(source, WORD).orElse(atom);
    }

    private static Optional<String> matches(String source, String word) {
        try {
            return word.matches("(?:" + source + ")+") ? Optional.of(word) : Optional.empty();
        } catch (java.util.regex.PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private String atom(boolean first) {
        char sign = regex.charAt(at++);
        return switch (sign) {
            case '(' -> group(first);
            case '[' -> oneOf(classEnd());
            case '.' -> "x";
            case '^', '$' -> "";
            case '\\' -> escaped();
            default -> String.valueOf(sign);
        };
    }

    private String group(boolean first) {
        if (regex.charAt(at) == '?') {
            int colon = regex.indexOf(':', at);
            int name = regex.indexOf('>', at);
            int flags = regex.indexOf(')', at);
            if (regex.startsWith("?P<", at) || regex.startsWith("?<", at)) {
                at = name + 1;
            } else if (colon > 0 && colon < flags) {
                at = colon + 1;
            } else {
                at = flags + 1;
                return "";
            }
        }
        String inner = alternatives(first);
        at++;
        return inner;
    }

    private String classEnd() {
        int start = at - 1;
        if (regex.charAt(at) == '^') {
            at++;
        }
        at++;
        while (regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        return regex.substring(start, ++at);
    }

    private static String oneOf(String set) {
        for (char each : (WORD + OTHERS).toCharArray()) {
            if (matches(set, String.valueOf(each)).isPresent()) {
                return String.valueOf(each);
            }
        }
        char literal = set.charAt(1);
        return String.valueOf(literal);
    }

    private String escaped() {
        char sign = regex.charAt(at++);
        return switch (sign) {
            case 'd' -> "5";
            case 'D', 'w', 'S' -> "d";
            case 's', 'W' -> " ";
            case 'b', 'A', 'z' -> "";
            default -> String.valueOf(sign);
        };
    }
}
