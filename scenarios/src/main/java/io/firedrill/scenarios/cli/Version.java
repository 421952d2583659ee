package io.firedrill.scenarios.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, which a folder of classes does not have. */
final class Version implements IVersionProvider {
    /** Made by picocli. */
    Version() {}

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Firedrill.class.getPackage().getImplementationVersion())
                .orElse("from sources");
        return new String[] {"firedrill " + version};
    }
}
