package io.firedrill.stacks.fault;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A reverse proxy for HTTP/1.1 that breaks conversations, which Toxiproxy cannot. Thread-safe.
 *
 * <p>Without a fault it is as good as not there: each of the caller's connections has its own one to the callee, heads
 * pass as they are, bodies pass in both directions as they arrive, keep-alive included. A callee that cannot be reached,
 * or that dies, resets the caller's connection; there is no answer that the callee did not give. Of HTTP it leaves out
 * upgrades (the {@code Upgrade} field is removed, so that peers stay with HTTP/1.1) and pipelining (the next request
 * waits). It speaks no TLS.
 */
public final class HttpFaultProxy implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerSocket server;
    private final Supplier<URI> upstream;
    private final HttpFaults faults = new HttpFaults();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final CountDownLatch deaf = new CountDownLatch(1);

    private HttpFaultProxy(ServerSocket server, Supplier<URI> upstream) {
        this.server = server;
        this.upstream = upstream;
        String name = "http-fault-proxy-" + COUNT.incrementAndGet();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param bind the address to listen on, usually the loopback address
     * @param upstream the callee as {@code http://host:port}; asked anew for each connection, so it may move
     * @return the proxy, listening
     * @throws StackException if it cannot listen there
     */
    public static HttpFaultProxy start(InetAddress bind, Supplier<URI> upstream) {
        try {
            HttpFaultProxy proxy = new HttpFaultProxy(new ServerSocket(0, 1024, bind), upstream);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new StackException("the HTTP fault proxy cannot listen on " + bind + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return server.getLocalPort();
    }

    /**
     * Puts a fault in force, beside those that already are. A status or a lost header meets requests that begin from now
     * on, also on existing connections; a stall meets streams that are under way as well.
     *
     * @param fault what to break
     */
    public void inject(Fault.Http fault) {
        faults.add(fault);
    }

    /**
     * Ends one fault.
     *
     * @param fault equal to the one that was injected
     */
    public void revert(Fault.Http fault) {
        faults.remove(fault);
    }

    /** Ends every fault. */
    public void clear() {
        faults.clear();
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new StackException("the HTTP fault proxy on port " + port() + " cannot stop: " + e.getMessage(), e);
        } finally {
            awaitDeaf();
            connections.forEach(ProxiedConnection::close);
            threads.shutdown();
        }
    }

    /** The kernel goes on to accept connections until the thread that waits for them has let go of the socket. */
    private void awaitDeaf() {
        try {
            if (!deaf.await(5, TimeUnit.SECONDS)) {
                throw new StackException("the HTTP fault proxy on port " + port() + " still listens after 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            acceptUntilClosed();
        } finally {
            deaf.countDown();
        }
    }

    private void acceptUntilClosed() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or a caller that gave up before it was served: the next one matters.
            }
        }
    }

    private void serve(Socket caller) throws IOException {
        ProxiedConnection[] self = new ProxiedConnection[1];
        self[0] = new ProxiedConnection(caller, upstream, faults, threads, () -> connections.remove(self[0]));
        connections.add(self[0]);
        threads.execute(self[0]);
        if (server.isClosed()) {
            self[0].close();
        }
    }
}
