package io.firedrill.scenarios.defect;

import io.firedrill.evidence.verdict.Check;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Trials as a table: defect, expected checks, checks that turned red, verdict. */
public final class DefectTable {
    private DefectTable() {}

    /**
     * A Markdown table, which is also read well as plain text.
     *
     * @param trials what was tried
     * @return lines without a line break at the end
     */
    public static String of(List<Trial> trials) {
        int width = trials.stream()
                .mapToInt(trial -> trial.defect().id().length())
                .max()
                .orElse(6);
        String row = "| %-" + Math.max(6, width) + "s | %-8s | %-7s | %-16s | %s |%n";
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, row, "defect", "expected", "red", "inconclusive", "verdict"));
        table.append(String.format(Locale.ROOT, row, "---", "---", "---", "---", "---"));
        for (Trial trial : trials) {
            table.append(String.format(
                    Locale.ROOT,
                    row,
                    trial.defect().id(),
                    names(trial.defect().checks()),
                    names(trial.red()),
                    names(trial.unclear()),
                    trial.verdict()));
        }
        long caught = trials.stream().filter(Trial::isCaught).count();
        return table + "%d of %d defects turned exactly the expected checks red".formatted(caught, trials.size());
    }

    private static String names(Collection<Check> checks) {
        return checks.stream().map(Check::name).collect(Collectors.joining(" "));
    }
}
