package io.firedrill.scenarios.cli;

import io.firedrill.stacks.access.Access;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --prometheus} and {@code --headers} name. Stateless. */
final class PrometheusUrl {
    private PrometheusUrl() {}

    static Access access(CommandSpec spec, URI base, Optional<Path> headers) {
        if (base.getScheme() == null || base.getHost() == null) {
            throw wrong(spec, "--prometheus must be a URL such as http://localhost:9090, but was '" + base + "'");
        }
        if (base.getUserInfo() != null) {
            throw wrong(
                    spec,
                    "--prometheus holds a password, which everybody on this machine can read: write"
                            + " 'Authorization: Basic ...' into a file and give it as --headers FILE");
        }
        return new Access(base, headers.map(HeaderFile::read).orElse(Map.of()), Optional.empty());
    }

    private static ParameterException wrong(CommandSpec spec, String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
