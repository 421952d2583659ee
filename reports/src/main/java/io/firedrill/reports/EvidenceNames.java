package io.firedrill.reports;

import io.firedrill.evidence.verdict.DrillResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The evidence file of each drill, relative to the report: safe as a file name and unique, whatever the drill's id. */
record EvidenceNames(List<String> files) {
    static final String FOLDER = "evidence";

    EvidenceNames {
        files = List.copyOf(files);
    }

    static EvidenceNames of(List<DrillResult> results) {
        Set<String> taken = new HashSet<>();
        List<String> files = new ArrayList<>();
        for (DrillResult result : results) {
            files.add(FOLDER + "/" + unique(safe(result.evidence().drill().id()), taken) + ".json");
        }
        return new EvidenceNames(files);
    }

    String file(int drill) {
        return files.get(drill);
    }

    static String safe(String id) {
        String safe = id.replaceAll("[^A-Za-z0-9_-]+", "-");
        return safe.isEmpty() ? "drill" : safe;
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }
}
