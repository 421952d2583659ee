package io.firedrill.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Evidence and verdicts as JSON. Durations are ISO-8601 ({@code PT1.25S}), instants too, absent values are {@code null},
 * or left out where there are many.
 * Thread-safe.
 */
public final class EvidenceFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            // What is computed from the rest is written for scripts, and another version may write more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS, SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private EvidenceFile() {}

    /**
     * The mapper that evidence is written with.
     *
     * @return a shared mapper; do not reconfigure it
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Writes a value whole or not at all: to a neighbour first, then renamed.
     *
     * @param file where to; its folder is made if it is missing
     * @param value what to write
     * @throws UncheckedIOException if it cannot be written; the message names the file
     */
    public static void write(Path file, Object value) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            MAPPER.writeValue(partial.toFile(), value);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (DatabindException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value back.
     *
     * @param file where from
     * @param type what it is
     * @param <T> what it is
     * @return the value
     * @throws UncheckedIOException if it cannot be read or is not of this shape; the message names the file
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
