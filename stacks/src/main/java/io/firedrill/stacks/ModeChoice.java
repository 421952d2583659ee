package io.firedrill.stacks;

import io.firedrill.stacks.platform.ContainerOffer;
import io.firedrill.stacks.platform.Images;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.StackOptions;
import io.firedrill.stacks.workspace.TraceStore;
import io.firedrill.stacks.workspace.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a stack runs, and why. A forced mode never falls back. Immutable.
 *
 * @param platform where components are started
 * @param reason in one sentence, for the report
 */
record ModeChoice(Platform platform, String reason) {
    private static final String ASKED = "asked for";

    static ModeChoice of(Workspace workspace, Run run) {
        StackOptions options = workspace.stack();
        Images images = Images.of(options.images(), options.imagePrefix());
        return of(
                options.mode(),
                () -> run.natively(options.ports(), options.binaries()),
                () -> run.containers(options.ports(), images, tools(workspace)));
    }

    static ModeChoice of(String mode, Supplier<Platform> natively, Supplier<ContainerOffer> containers) {
        return switch (mode) {
            case "native" -> new ModeChoice(natively.get(), ASKED);
            case "auto" -> auto(natively, containers.get());
            case "containers" -> forced(containers.get());
            default ->
                throw new StackException(
                        "firedrill.stack=" + mode + ": this version cannot drill an existing stack; use"
                                + " firedrill.stack=native, containers or auto");
        };
    }

    private static ModeChoice auto(Supplier<Platform> natively, ContainerOffer offer) {
        return offer instanceof ContainerOffer.Ready ready
                ? new ModeChoice(ready.platform(), "auto: " + ready.reason())
                : new ModeChoice(natively.get(), "auto: " + ((ContainerOffer.Unavailable) offer).reason());
    }

    private static ModeChoice forced(ContainerOffer offer) {
        if (offer instanceof ContainerOffer.Unavailable problem) {
            throw new StackException("firedrill.stack=containers: " + problem.reason() + "; " + problem.remedy());
        }
        return new ModeChoice(((ContainerOffer.Ready) offer).platform(), ASKED);
    }

    private static Collection<String> tools(Workspace workspace) {
        boolean database = workspace.system().services().stream()
                .anyMatch(service -> service.launch() instanceof Service.Launch.Postgres);
        List<String> others =
                Stream.of(TraceStore.values()).map(TraceStore::component).toList();
        return Images.TOOLS.stream()
                .filter(tool -> database || !tool.equals("postgres"))
                .filter(tool -> workspace.stack().grafana() || !tool.equals("grafana"))
                .filter(tool -> !others.contains(tool)
                        || tool.equals(workspace.monitoring().traces().component()))
                .toList();
    }
}
