package io.firedrill.stacks;

import io.firedrill.stacks.workspace.WarmUp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends the warm-up requests of a workspace through the entry, each with a trace of its own. Thread-safe. */
final class Warming {
    private static final int SIDE_BY_SIDE = 2;
    private static final int WINDOW = 100;

    private final WarmUp plan;
    private final URI uri;
    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(10)).build();
    private final AtomicInteger sent = new AtomicInteger();
    private final Deque<Long> latest = new ArrayDeque<>();
    private int succeeded;
    private String lastSeen = "nothing was sent";

    Warming(WarmUp plan, URI entry) {
        this.plan = plan;
        this.uri = entry.resolve(plan.path());
    }

    /** How many requests were sent. */
    int run() {
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE, task -> {
            Thread thread = new Thread(task, "firedrill-warm-up");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                senders.add(CompletableFuture.runAsync(this::send, pool));
            }
            senders.forEach(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
            client.connectionPool().evictAll();
        }
        return judged();
    }

    private synchronized int judged() {
        int count = Math.min(sent.get(), plan.atMost());
        if (count > 0 && succeeded == 0) {
            throw new StackException("the system does not serve: not one of " + count + " warm-up requests succeeded; "
                    + lastSeen + "; correct system.warm-up in firedrill.yaml or the service");
        }
        return count;
    }

    private void send() {
        while (sent.getAndIncrement() < plan.atMost() && !isWarm()) {
            long start = System.nanoTime();
            boolean success = once();
            remember(System.nanoTime() - start, success);
        }
    }

    private boolean once() {
        RequestBody body = plan.body().isEmpty() && !needsBody()
                ? null
                : RequestBody.create(plan.body().getBytes(StandardCharsets.UTF_8));
        Request.Builder request = new Request.Builder().url(uri.toString()).method(plan.method(), body);
        plan.headers().forEach(request::header);
        request.header("traceparent", "00-" + hex(16) + "-" + hex(8) + "-01");
        try (Response response = client.newCall(request.build()).execute()) {
            String text = response.body().string();
            String excerpt = text.length() > 200 ? text.substring(0, 200) + "..." : text;
            seen(plan.method() + " " + uri + " answered " + response.code() + " '" + excerpt + "'");
            return response.isSuccessful();
        } catch (IOException e) {
            seen(plan.method() + " " + uri + " failed: " + e.getMessage());
            return false;
        }
    }

    private boolean needsBody() {
        return plan.method().equals("POST")
                || plan.method().equals("PUT")
                || plan.method().equals("PATCH");
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private synchronized void seen(String what) {
        lastSeen = what;
    }

    private synchronized void remember(long nanos, boolean success) {
        succeeded += success ? 1 : 0;
        latest.addLast(success ? nanos : Long.MAX_VALUE);
        if (latest.size() > WINDOW) {
            latest.removeFirst();
        }
    }

    /** The 99th percentile of the last hundred is below the limit: at most one of them is above. */
    private synchronized boolean isWarm() {
        return latest.size() == WINDOW
                && latest.stream()
                                .filter(nanos -> nanos >= plan.until().toNanos())
                                .count()
                        <= 1;
    }
}
