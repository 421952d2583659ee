package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which ports belong to a run of this user, as locks on single bytes of one shared file: the kernel gives them back when
 * the JVM ends, however it ends. Thread-safe.
 */
final class PortClaims implements AutoCloseable {
    /** Locks are a whole JVM's, so runs in one JVM tell each other here; and closing any channel would drop them all. */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private static final ConcurrentMap<Path, FileChannel> FILES = new ConcurrentHashMap<>();

    private final Path file;
    private final Map<Integer, FileLock> locks = new HashMap<>();

    private PortClaims(Path file) {
        this.file = file;
    }

    static PortClaims open(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        FILES.computeIfAbsent(absolute, PortClaims::channel);
        return new PortClaims(absolute);
    }

    /** False if the port belongs to somebody else. */
    synchronized boolean claim(int port) {
        Path name = name(port);
        if (!CLAIMED.add(name)) {
            return false;
        }
        try {
            FileLock lock = FILES.computeIfAbsent(file, PortClaims::channel).tryLock(port, 1, false);
            if (lock == null) {
                CLAIMED.remove(name);
                return false;
            }
            locks.put(port, lock);
            return true;
        } catch (IOException e) {
            CLAIMED.remove(name);
            throw new StackException(file + " cannot be locked: " + e.getMessage() + "; make it writable", e);
        }
    }

    synchronized void giveUp(int port) {
        FileLock lock = locks.remove(port);
        try {
            if (lock != null) {
                lock.release();
                CLAIMED.remove(name(port));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        locks.keySet().stream().toList().forEach(this::giveUp);
    }

    private Path name(int port) {
        return file.resolve(Integer.toString(port));
    }

    private static FileChannel channel(Path file) {
        try {
            Files.createDirectories(file.resolve("..").normalize());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StackException(file + " cannot be opened: " + e.getMessage() + "; make it writable", e);
        }
    }
}
