package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeping the ledger costs: requests per second of closed traffic at saturation with it, against the same
 * simulation without any of its hooks, in turns. Not part of the build; run it with
 * {@code mvn -pl scenarios -am test -Dtest=LedgerCostBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class LedgerCostBenchmark {
    private static final int ROUNDS = 4;
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void requests_per_second_with_and_without_a_ledger() throws Exception {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (Server server = new Server()) {
            for (int round = 0; round < ROUNDS; round++) {
                without.add(rate(server, false));
                with.add(rate(server, true));
            }
        }
        System.out.printf(
                "with ledger %s, without %s requests/s; ratio of medians %.3f%n",
                with, without, median(with) / median(without));
    }

    private double rate(Server server, boolean ledger) throws Exception {
        Traffic traffic = Traffic.users(32, SETTLING.plus(MEASURED).plusSeconds(1));
        LoadPlan plan = new LoadPlan(server.url(), traffic, folder, Duration.ofSeconds(5), Optional.empty());
        long before = server.requests.get();
        try (GatlingFork engine = new GatlingFork(List.of("-Xmx512m"), ledger);
                RunningLoad load = engine.start(plan)) {
            Instant zero = load.go();
            Thread.sleep(SETTLING.toMillis());
            long first = server.requests.get();
            double cpuBefore = cpuSeconds(load);
            long from = System.nanoTime();
            Thread.sleep(MEASURED.toMillis());
            long last = server.requests.get();
            double perSecond = (last - first) * 1e9 / (System.nanoTime() - from);
            double cpu = cpuSeconds(load) - cpuBefore;
            List<LedgerEntry> entries = load.await(Duration.ofSeconds(30), zero);
            List<LedgerEntry> unanswered =
                    entries.stream().filter(entry -> entry.status().isEmpty()).toList();
            System.out.printf(
                    "%s ledger: %.0f requests/s, %.1f us of CPU per request, unanswered %s%n",
                    ledger ? "with" : "without", perSecond, cpu * 1e6 / (last - first), unanswered);
            assertThat(entries.size() - unanswered.size()).isEqualTo(ledger ? server.requests.get() - before : 0);
            return Math.rint(perSecond);
        }
    }

    private static double cpuSeconds(RunningLoad load) {
        return ((ForkedLoad) load)
                        .handle()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toNanos()
                / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Answers everything at once, on one thread. */
    private static final class Server implements AutoCloseable {
        private static final byte[] BODY = Respondent.PLAIN.getBytes(StandardCharsets.US_ASCII);

        private final AtomicLong requests = new AtomicLong();
        private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        private final InetSocketAddress address;

        Server() throws InterruptedException {
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(threads)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline()
                                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), handler());
                        }
                    });
            address = (InetSocketAddress) bootstrap
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel()
                    .localAddress();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + address.getPort() + "/v1/chat/completions");
        }

        private ChannelHandler handler() {
            return new SimpleChannelInboundHandler<FullHttpRequest>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
                    requests.incrementAndGet();
                    DefaultFullHttpResponse answer = new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(BODY));
                    answer.headers().set("Content-Type", "application/json").set("Content-Length", BODY.length);
                    var unused = context.writeAndFlush(answer);
                }
            };
        }

        @Override
        public void close() {
            var unused = threads.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
