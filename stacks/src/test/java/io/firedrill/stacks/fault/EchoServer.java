package io.firedrill.stacks.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each HTTP request with what it received, and tells how often it was connected to. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Thread acceptor = new Thread(this::accept, "echo");

    private EchoServer() throws IOException {}

    static EchoServer start() throws IOException {
        EchoServer echo = new EchoServer();
        echo.acceptor.setDaemon(true);
        echo.acceptor.start();
        return echo;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                daemon(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            socket.setTcpNoDelay(true);
            WireInput in = new WireInput(socket.getInputStream(), () -> {});
            for (Optional<Head> head = in.head(); head.isPresent(); head = in.head()) {
                requests.incrementAndGet();
                socket.getOutputStream().write(answer(in, head.get(), connection));
            }
        } catch (IOException e) {
            // The peer has left.
        }
    }

    private static byte[] answer(WireInput in, Head head, int connection) throws IOException {
        StringBuilder body = new StringBuilder(head.startLine() + "\n" + String.join("\n", head.fields()) + "\n\n");
        in.body(head, head.requestFraming(), new Collector(body));
        boolean empty = head.startLine().contains("/204");
        boolean bodiless = empty || head.method().equals("HEAD");
        return ("HTTP/1.1 " + (empty ? "204 No Content" : "200 OK") + "\r\nX-Connection: " + connection
                        + (empty ? "" : "\r\nContent-Length: " + body.length()) + "\r\n\r\n" + (bodiless ? "" : body))
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The kernel goes on to accept connections until the thread that waits for them has let go of the socket. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    private record Collector(StringBuilder body) implements WireInput.BodySink {
        @Override
        public void pass(byte[] data, int from, int length) {
            body.append(new String(data, from, length, java.nio.charset.StandardCharsets.ISO_8859_1));
        }

        @Override
        public void trailer(String field) {
            body.append(field);
        }

        @Override
        public void end() {}
    }
}
