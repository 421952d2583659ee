package io.firedrill.scenarios.traffic;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Learns when the first piece of a stream arrives. Gatling hands answers over when they are complete, so this listens on
 * its connections, on their event loop, right before Gatling does; Netty lets it in ({@link #PROPERTY}). Thread-safe.
 */
public final class FirstChunkTap extends ChannelInitializerExtension {
    /** The fork's alone: whoever else uses Netty in this JVM is not listened to. */
    static final String PROPERTY = "-D" + EXTENSIONS_SYSTEM_PROPERTY + "=serviceload";

    /** Gatling's name of the handler that takes answers over HTTP/1.1. */
    private static final String GATLING = "app-http";

    private static final int COLON = ':';
    private static final Map<String, Long> ARRIVALS = new ConcurrentHashMap<>();

    /** Made by Netty, for its bootstraps. */
    public FirstChunkTap() {}

    /** When the first piece of the answer to this request came, in nanoseconds since the epoch, once. */
    static Optional<Long> take(String traceparent) {
        return Optional.ofNullable(ARRIVALS.remove(traceparent));
    }

    /** To be called while nobody sends. */
    static void forget() {
        ARRIVALS.clear();
    }

    @Override
    public void postInitializeClientChannel(Channel channel) {
        channel.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel ready) {
                if (ready.pipeline().get(GATLING) != null) {
                    ready.pipeline().addBefore(GATLING, null, new Listener());
                }
            }
        });
    }

    /** One connection, which carries one request after the other. Confined to its event loop. */
    private static final class Listener extends ChannelDuplexHandler {
        private String request = "";
        private boolean waiting;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest sent) {
                request = sent.headers().get("traceparent", "");
            }
            var unused = context.write(message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse head) {
                waiting = head.headers().get("Content-Type", "").startsWith("text/event-stream");
            }
            if (waiting && message instanceof HttpContent piece && isEvent(piece)) {
                waiting = false;
                ARRIVALS.put(request, EpochClock.nanos());
            }
            context.fireChannelRead(message);
        }

        /** A comment keeps a connection alive and tells nothing. */
        private static boolean isEvent(HttpContent piece) {
            return piece.content().isReadable()
                    && piece.content().getByte(piece.content().readerIndex()) != COLON;
        }
    }
}
