package io.firedrill.stacks.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tar file in memory. Confined. */
final class Archive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Archive() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** The path is absolute. */
    Archive folder(String path, int mode) {
        put(path + "/", mode, new byte[0]);
        return this;
    }

    /** The path is absolute; folders above that are missing are made by whoever unpacks it. */
    Archive file(String path, String text) {
        put(path, 0644, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String path, int mode, byte[] content) {
        try {
            TarArchiveEntry entry = new TarArchiveEntry(path.substring(1));
            entry.setMode(mode);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
