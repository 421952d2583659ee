package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Ports on loopback. Each is claimed from the moment it is chosen until the run is over, so that another run of Firedrill
 * is not given it before its component binds it, nor while that is restarted.
 * Thread-safe.
 */
final class Ports implements AutoCloseable {
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Map<Integer, Socket> held = new HashMap<>();
    private final PortClaims claims;

    Ports() {
        this(PortClaims.open(UserCache.folder().resolve("ports.lock")));
    }

    Ports(PortClaims claims) {
        this.claims = claims;
    }

    /**
     * A free port, from below the range that outgoing connections take theirs from: a component that is killed must find
     * its port free when it is started again.
     */
    synchronized int reserve(String component) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = RANDOM.nextInt(LOWEST, HIGHEST);
            if (claims.claim(port)) {
                if (hold(port).isEmpty()) {
                    return port;
                }
                claims.giveUp(port);
            }
        }
        throw new StackException("no free port on loopback for " + component + " between " + LOWEST + " and " + HIGHEST
                + "; end what listens there");
    }

    synchronized int reserve(String component, int pinned) {
        hold(pinned).ifPresent(problem -> {
            throw new StackException("port " + pinned + " for " + component + " is taken (" + problem
                    + "); free it, or change or remove stack.ports." + component + " in firedrill.yaml");
        });
        return pinned;
    }

    /**
     * Bound, and not listened on: any process that is started at this moment inherits the socket until its program begins,
     * and a port that somebody listens on cannot be bound by its component, however soon that ends.
     */
    private Optional<String> hold(int port) {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            held.put(port, socket);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    synchronized void release(int port) {
        Socket socket = held.remove(port);
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        held.keySet().stream().toList().forEach(this::release);
        claims.close();
    }
}
