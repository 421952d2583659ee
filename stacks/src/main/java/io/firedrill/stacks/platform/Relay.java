package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries connections from the bridge to a service on loopback, which containers cannot reach. Passes bytes, ends and
 * resets as they are; a service that refuses makes it reset the caller. Thread-safe.
 */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port. */
    static Relay start(InetAddress bind, int targetPort) {
        try {
            Relay relay = new Relay(
                    new ServerSocket(0, 1024, bind),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
            relay.thread(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new StackException("the relay for port " + targetPort + " cannot listen on " + bind + ": " + e, e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new StackException("the relay on port " + port() + " cannot stop: " + e.getMessage(), e);
        } finally {
            sockets.forEach(Relay::reset);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                sockets.add(caller);
                thread(() -> serve(caller));
            } catch (IOException e) {
                // Closed, or a caller that gave up: the next one matters.
            }
        }
    }

    private void serve(Socket caller) {
        Socket callee = new Socket();
        sockets.add(callee);
        try {
            requireOpen();
            callee.connect(target);
            callee.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            Thread answers = thread(() -> pass(callee, caller));
            pass(caller, callee);
            answers.join();
        } catch (IOException e) {
            reset(caller);
            reset(callee);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(caller);
            end(callee);
        }
    }

    /** Asked once both ends are listed: who closes the relay later finds them there. */
    private void requireOpen() throws IOException {
        if (server.isClosed()) {
            throw new IOException("the relay is closed");
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
            return;
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // What it carried has been delivered or is lost: nothing depends on the close.
            return;
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "firedrill-relay-" + port());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
