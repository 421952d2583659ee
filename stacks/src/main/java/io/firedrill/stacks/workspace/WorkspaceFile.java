package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.workspace.Budgets.AlertBudget;
import io.firedrill.stacks.workspace.Budgets.LlmBudget;
import io.firedrill.stacks.workspace.Budgets.TraceBudget;
import io.firedrill.stacks.workspace.Service.Launch;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code firedrill.yaml}. */
final class WorkspaceFile {
    static final double DEFAULT_TIME_SCALE = 50;

    private WorkspaceFile() {}

    static Workspace read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("firedrill.yaml") : path;
        try (Section root = Section.root(file)) {
            return new Workspace(
                    file,
                    root.string("title").orElseGet(() -> titleOf(file)),
                    stack(root.section("stack")),
                    monitoring(root.section("monitoring")),
                    system(root.section("system")),
                    root.paths("silences"),
                    budgets(root.section("budgets")));
        }
    }

    private static String titleOf(Path file) {
        return String.valueOf(Yaml.folderOf(file).getFileName());
    }

    private static StackOptions stack(Section section) {
        try (section) {
            String mode = section.string("mode").orElse("auto");
            if (!Overlay.MODES.contains(mode)) {
                throw section.error("mode", "names no mode" + Nearest.hint(mode, Overlay.MODES));
            }
            return new StackOptions(
                    mode,
                    scale(section),
                    ports(section.section("ports")),
                    binaries(section.section("binaries")),
                    section.map("images"),
                    section.string("image-prefix"));
        }
    }

    private static TimeScale scale(Section section) {
        try {
            return new TimeScale(section.number("time-scale").orElse(DEFAULT_TIME_SCALE));
        } catch (IllegalArgumentException e) {
            throw section.error("time-scale", "is impossible: " + e.getMessage());
        }
    }

    private static Map<String, Integer> ports(Section section) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : section.names()) {
            int port = section.integer(name).orElse(0);
            if (port < 1 || port > 65535) {
                throw section.error(name, "must be a port between 1 and 65535, but was " + port);
            }
            ports.put(name, port);
        }
        return ports;
    }

    private static Map<String, Path> binaries(Section section) {
        Map<String, Path> binaries = new LinkedHashMap<>();
        section.names().forEach(name -> binaries.put(name, section.requiredPath(name)));
        return binaries;
    }

    private static Monitoring monitoring(Section section) {
        try (section) {
            Path prometheus = section.requiredPath("prometheus");
            List<Path> alertmanager = section.paths("alertmanager");
            if (alertmanager.isEmpty()) {
                throw section.error("alertmanager", "is missing; add it");
            }
            return new Monitoring(
                    prometheus,
                    section.files("rules"),
                    alertmanager,
                    section.requiredPath("collector"),
                    section.files("dashboards"),
                    traceStore(section.section("traces")),
                    Flags.PROMETHEUS.with(section, "prometheus-flags"),
                    Flags.ALERTMANAGER.with(section, "alertmanager-flags"),
                    section.node("alertmanager-peers").map(written -> section.strings("alertmanager-peers")));
        }
    }

    private static TraceStore traceStore(Section section) {
        try (section) {
            String backend = section.string("backend").orElse(TraceStore.JAEGER.component());
            if (!TraceStore.NAMES.contains(backend)) {
                throw section.error("backend", "names no trace backend" + Nearest.hint(backend, TraceStore.NAMES));
            }
            return TraceStore.valueOf(backend.toUpperCase(Locale.ROOT));
        }
    }

    private static SystemUnderTest system(Section section) {
        try (section) {
            String entry = section.required("entry");
            List<Service> services = new ArrayList<>();
            Section written = section.section("services");
            written.names().forEach(name -> services.add(service(name, written.section(name))));
            List<String> names = services.stream().map(Service::name).toList();
            if (!names.contains(entry)) {
                throw section.error("entry", "names no service: '" + entry + "'" + Nearest.hint(entry, names));
            }
            List<Link> links = links(section.section("links"), names);
            return new SystemUnderTest(entry, services, links, warmUp(section.section("warm-up")), Set.of());
        }
    }

    private static Service service(String name, Section section) {
        try (section) {
            Map<String, String> env = section.map("env");
            List<String> scaled = section.strings("scaled");
            scaled.forEach(variable -> requireScalable(section, env, variable));
            return new Service(
                    name,
                    launch(section),
                    section.string("port-variable").orElse("PORT"),
                    section.string("health").orElse("/health"),
                    env,
                    scaled,
                    section.flag("agent"),
                    section.string("traces"));
        }
    }

    private static void requireScalable(Section section, Map<String, String> env, String variable) {
        if (!env.containsKey(variable)) {
            throw section.error("scaled", "names '" + variable + "', which is not in env");
        }
        try {
            TimeScale.REAL_TIME.setting(env.get(variable));
        } catch (IllegalArgumentException e) {
            throw section.error("scaled", "names '" + variable + "', but its " + e.getMessage());
        }
    }

    private static Launch launch(Section section) {
        List<Launch> found = new ArrayList<>();
        section.string("main").map(Launch.Main::new).ifPresent(found::add);
        List<String> command = section.strings("command");
        if (!command.isEmpty()) {
            found.add(new Launch.Command(command));
        }
        section.string("postgres").map(Launch.Postgres::new).ifPresent(found::add);
        if (found.size() != 1) {
            throw section.error("main", "is one of main, command and postgres; write exactly one of them");
        }
        return found.get(0);
    }

    private static List<Link> links(Section section, List<String> services) {
        List<Link> links = new ArrayList<>();
        for (String name : section.names()) {
            String[] ends = name.split("->", -1);
            if (ends.length != 2) {
                throw section.error(name, "must be written as caller->callee");
            }
            for (String end : ends) {
                boolean errors = end.equals(Link.SENTRY) && end.equals(ends[1]);
                if (!services.contains(end) && !errors) {
                    throw section.error(name, "names no service: '" + end + "'" + Nearest.hint(end, services));
                }
            }
            try (Section link = section.section(name)) {
                links.add(new Link(ends[0], ends[1], link.flag("http"), link.map("env")));
            }
        }
        return links;
    }

    private static WarmUp warmUp(Section section) {
        try (section) {
            return new WarmUp(
                    section.string("method").orElse("GET"),
                    section.string("path").orElse("/"),
                    section.map("headers"),
                    section.string("body").orElse(""),
                    section.integer("at-most").orElse(0),
                    section.duration("until-p99").orElse(Duration.ofMillis(100)));
        }
    }

    private static Budgets budgets(Section section) {
        try (section) {
            Map<String, AlertBudget> alerts = new LinkedHashMap<>();
            Section written = section.section("alerts");
            for (String alert : written.names()) {
                try (Section budget = written.section(alert)) {
                    alerts.put(alert, new AlertBudget(time(budget, "detection"), time(budget, "resolution")));
                }
            }
            return new Budgets(alerts, traces(section.section("traces")), llm(section.section("llm")));
        }
    }

    private static TraceBudget traces(Section section) {
        try (section) {
            return new TraceBudget(section.strings("path"), section.strings("services"), sampling(section));
        }
    }

    private static double sampling(Section traces) {
        double share = traces.number("sampling").orElse(1.0);
        if (!(share > 0 && share <= 1)) {
            throw traces.error("sampling", "must be above 0 and at most 1, but was " + share);
        }
        return share;
    }

    private static LlmBudget llm(Section section) {
        try (section) {
            Map<String, Budgets.Price> prices = new LinkedHashMap<>();
            Section written = section.section("prices");
            for (String model : written.names()) {
                try (Section price = written.section(model)) {
                    prices.put(model, new Budgets.Price(dollars(price, "input"), dollars(price, "output")));
                }
            }
            return new LlmBudget(prices, section.strings("content"));
        }
    }

    private static BigDecimal dollars(Section section, String key) {
        return section.decimal(key)
                .orElseThrow(() -> section.error(key, "is missing; add it, in USD for a million tokens, e.g. 0.15"));
    }

    private static Duration time(Section section, String key) {
        return section.duration(key).orElseThrow(() -> section.error(key, "is missing; add it, e.g. 4m"));
    }
}
