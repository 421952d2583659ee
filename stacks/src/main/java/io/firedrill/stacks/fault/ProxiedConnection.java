package io.firedrill.stacks.fault;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller's connection and its own one to the callee: one thread carries requests, another answers, and whatever
 * ends one side ends the other in the same way. The next request waits for the answer to the last one.
 */
final class ProxiedConnection implements Runnable, Closeable, SseGate.Hold {
    private static final int CONNECT_MILLIS = 5_000;
    private static final Set<String> UPGRADES = Set.of("upgrade", "http2-settings");

    private final Socket caller;
    private final Supplier<URI> upstream;
    private final HttpFaults faults;
    private final Executor threads;
    private final Runnable onEnd;
    private final OutputStream toCaller;
    private @Nullable Socket callee;
    private @Nullable OutputStream toCallee;
    private @Nullable String pendingMethod;
    private volatile boolean ended;

    ProxiedConnection(Socket caller, Supplier<URI> upstream, HttpFaults faults, Executor threads, Runnable onEnd)
            throws IOException {
        this.caller = caller;
        this.upstream = upstream;
        this.faults = faults;
        this.threads = threads;
        this.onEnd = onEnd;
        this.toCaller = new BufferedOutputStream(caller.getOutputStream(), 16 * 1024);
    }

    /** Carries requests until either side ends. */
    @Override
    public void run() {
        try {
            caller.setTcpNoDelay(true);
            WireInput in = new WireInput(caller.getInputStream(), this::flushToCallee);
            Optional<Head> head = in.head();
            while (head.isPresent() && awaitIdle()) {
                request(in, head.get());
                head = in.head();
            }
            close();
        } catch (IOException | RuntimeException e) {
            abort();
        }
    }

    private void request(WireInput in, Head head) throws IOException {
        Optional<Fault.Http> injected = faults.answering();
        if (injected.isPresent()) {
            boolean last = head.endsConnection() || head.field("expect").isPresent();
            if (!last) {
                in.body(
                        head,
                        head.requestFraming(),
                        new BodyWriter(OutputStream.nullOutputStream(), Head.Framing.NONE));
            }
            toCaller.write(InjectedAnswer.to(head, injected.get(), last));
            toCaller.flush();
            if (last) {
                close();
            }
            return;
        }
        OutputStream out = connected();
        setPending(head.method());
        Set<String> lost = new HashSet<>(faults.dropped());
        lost.addAll(UPGRADES);
        out.write(head.without(lost).bytes());
        in.body(head, head.requestFraming(), new BodyWriter(out, head.requestFraming()));
    }

    private OutputStream connected() throws IOException {
        if (toCallee == null) {
            URI to = upstream.get();
            Socket socket = new Socket();
            callee = socket;
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort() < 0 ? 80 : to.getPort()), CONNECT_MILLIS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            toCallee = out;
            WireInput answers = new WireInput(socket.getInputStream(), toCaller);
            threads.execute(() -> answers(answers));
            if (ended) {
                socket.close();
            }
            return out;
        }
        return toCallee;
    }

    private void answers(WireInput in) {
        try {
            boolean usable = true;
            while (usable) {
                Optional<Head> head = in.head();
                usable = head.isPresent() && answer(in, head.get());
            }
            close();
        } catch (IOException | RuntimeException e) {
            abort();
        }
    }

    /** Passes an answer on; false if it was the connection's last one. */
    private boolean answer(WireInput in, Head head) throws IOException {
        toCaller.write(head.without(faults.dropped()).bytes());
        if (head.status() < 200) {
            return true;
        }
        Head.Framing framing = head.answerFraming(pendingMethod());
        BodyWriter writer = new BodyWriter(toCaller, framing);
        in.body(head, framing, head.eventStream() ? new SseGate(writer, this) : writer);
        if (framing == Head.Framing.UNTIL_CLOSE || head.endsConnection()) {
            return false;
        }
        setPending(null);
        return true;
    }

    private synchronized boolean awaitIdle() throws IOException {
        try {
            while (pendingMethod != null && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted between requests", e);
        }
        return !ended;
    }

    private synchronized void setPending(@Nullable String method) {
        pendingMethod = method;
        notifyAll();
    }

    private synchronized String pendingMethod() {
        return pendingMethod == null ? "" : pendingMethod;
    }

    private void flushToCallee() throws IOException {
        if (toCallee != null) {
            toCallee.flush();
        }
    }

    @Override
    public boolean holds(int events) {
        return faults.stalls(events);
    }

    @Override
    public void await(int events) throws IOException {
        faults.awaitFlow(events, () -> ended);
    }

    /** Ends both sides with a goodbye (FIN). */
    @Override
    public void close() {
        end(false);
    }

    /** Ends both sides without one (RST), which is what the caller would get from a callee that is gone. */
    private void abort() {
        end(true);
    }

    private void end(boolean reset) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            notifyAll();
        }
        end(caller, reset);
        if (callee != null) {
            end(callee, reset);
        }
        faults.connectionEnded();
        onEnd.run();
    }

    private static void end(Socket socket, boolean reset) {
        try (socket) {
            if (reset && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is gone, which is all that was wanted.
        }
    }
}
