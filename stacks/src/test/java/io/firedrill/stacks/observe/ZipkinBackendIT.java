package io.firedrill.stacks.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Against Zipkin's own server. */
class ZipkinBackendIT extends TraceBackendContract {
    private static final RealZipkin ZIPKIN = RealZipkin.start();

    @AfterAll
    static void end() {
        ZIPKIN.close();
    }

    @Override
    void store(List<Sent> spans) {
        new HttpJson("zipkin", ZIPKIN.base())
                .write(
                        "/api/v2/spans",
                        Sent.zipkin(spans).getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        Map.of());
    }

    @Override
    TraceBackend backend() {
        return at(ZIPKIN.base());
    }

    @Override
    TraceBackend at(URI base) {
        return new ZipkinClient(base);
    }
}
