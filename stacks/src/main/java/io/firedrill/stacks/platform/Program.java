package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.List;

/** What a component is started from. A platform decides whether that is a process or a container. */
public sealed interface Program {
    /**
     * A monitoring tool whose version Firedrill pins: a Go module natively, an image in containers.
     *
     * @param tool e.g. {@code prometheus}; a folder of {@code stacks/native}
     * @param binary the executable, e.g. {@code prometheus}
     */
    record Tool(String tool, String binary) implements Program {}

    /**
     * A PostgreSQL server. Its environment speaks the official image's language: {@code POSTGRES_USER},
     * {@code POSTGRES_PASSWORD}.
     */
    record Postgres() implements Program {}

    /** A Zipkin server. Its environment speaks the official image's language, e.g. {@code QUERY_PORT}. */
    record Zipkin() implements Program {}

    /** A Grafana server, which is had in a container alone. Its environment speaks the official image's language ({@code GF_...}). */
    record Grafana() implements Program {}

    /**
     * A Java program on the class path of this JVM; a process on this machine on every platform.
     *
     * @param mainClass its main class
     * @param agent whether the OpenTelemetry Java agent instruments it
     */
    record Jvm(String mainClass, boolean agent) implements Program {}

    /**
     * Any executable; a process on this machine on every platform.
     *
     * @param words the executable and its first arguments
     * @param folder where it is run
     * @param agent whether {@code JAVA_TOOL_OPTIONS} loads the OpenTelemetry Java agent
     */
    record Command(List<String> words, Path folder, boolean agent) implements Program {
        /** Copies the words. */
        public Command {
            words = List.copyOf(words);
        }
    }
}
