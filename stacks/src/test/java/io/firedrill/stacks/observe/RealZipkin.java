package io.firedrill.stacks.observe;

import io.firedrill.stacks.platform.RealProcess;
import java.net.URI;
import java.util.Map;

/** A Zipkin of its own on loopback. */
final class RealZipkin implements AutoCloseable {
    private final RealProcess process;
    private final URI base;

    private RealZipkin(RealProcess process, URI base) {
        this.process = process;
        this.base = base;
    }

    static RealZipkin start() {
        int port = RealProcess.freePorts(1).get(0);
        URI base = URI.create("http://127.0.0.1:" + port);
        return new RealZipkin(
                RealProcess.start(
                        RealProcess.zipkin(),
                        Map.of("QUERY_PORT", "" + port, "STORAGE_TYPE", "mem"),
                        base.resolve("/health")),
                base);
    }

    URI base() {
        return base;
    }

    @Override
    public void close() {
        process.close();
    }
}
