package io.firedrill.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.firedrill.evidence.EvidenceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Where a report goes: every file is written whole or not at all. */
final class OutputFolder {
    /** Maps have no order of their own; sorted, the same input gives the same bytes. */
    private static final ObjectWriter JSON =
            EvidenceFile.mapper().writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path folder;

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** Takes away what an earlier run left, so that no old verdict is read as this run's. */
    void clear(List<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw refused(folder.resolve(name), e);
            }
        }
    }

    /** A value as the tree that is written of it. */
    static JsonNode tree(Object value) {
        try {
            return EvidenceFile.mapper().readTree(JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    void json(String name, Object value) {
        write(name, bytes(name, JSON.withDefaultPrettyPrinter(), value));
    }

    void compactJson(String name, Object value) {
        write(name, bytes(name, JSON, value));
    }

    void keepingOrder(String name, Map<String, Object> value) {
        write(name, bytes(name, EvidenceFile.mapper().writerWithDefaultPrettyPrinter(), value));
    }

    private static byte[] bytes(String name, ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    void text(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.write(partial, bytes);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static UncheckedIOException refused(Path file, IOException e) {
        String why = why(e);
        return new UncheckedIOException(
                "report " + file + " cannot be written: " + why
                        + "; make the folder writable, free some space, or choose another with -Dfiredrill.out=FOLDER",
                e);
    }

    /** The messages of these name the file once more, and nothing else. */
    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder cannot be made";
        }
        return e instanceof FileAlreadyExistsException
                ? "a file is in the place of its folder"
                : String.valueOf(e.getMessage());
    }
}
