package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in for LangSmith: it takes runs by OTLP and by the run API, and tells them by the query API.
 *
 * <p><b>Contract</b> (docs.langchain.com/langsmith and the clients' sources, 2026-08; clients langsmith 0.15 for Python and 0.12 for
 * JavaScript): {@code GET /info}; {@code POST /otel/v1/traces}, protobuf, plain or gzip, with {@code Langsmith-Project} ({@code default}
 * if there is none); {@code POST /runs}, {@code PATCH /runs/ID}, {@code POST /runs/batch} and {@code /runs/multipart}, 202; {@code GET
 * /sessions?name=} and {@code POST /runs/query}, see {@link LangSmithRuns}. All but the first with {@code x-api-key}: 401 without one,
 * 403 for a wrong one. The trace id of a run is OpenTelemetry's as a UUID, as the Python client has it.
 *
 * <p><b>Left out</b>: OTLP as JSON, Zstandard (told by {@code /info}), attachments, feedback, datasets, the filter language, {@code
 * /v2/runs/query}, tenants, limits, and that the real one takes some seconds to tell what it has taken.
 *
 * <p>Environment: {@code PORT}, {@code LANGSMITH_API_KEY}, {@code LLM_PRICES} (its own price map, as in {@link Inference}), {@code HOST}
 * (127.0.0.1). Thread-safe.
 */
public final class LangSmith {
    private static final String MULTIPART = "org.eclipse.jetty.multipartConfig";
    private static final String DEFAULT_PROJECT = "default";

    private final String key;
    private final LangSmithRuns runs;

    private LangSmith(Environment environment) {
        this.key = environment.text("LANGSMITH_API_KEY");
        this.runs = new LangSmithRuns(environment.prices("LLM_PRICES", GenAiOptions.PRICES));
    }

    /**
     * Starts the service.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("langsmith", LangSmith::start);
    }

    /**
     * Starts it in this JVM.
     *
     * @param variables the environment; {@code PORT} 0 takes a free one
     * @return what runs, to be closed
     * @throws RuntimeException if a variable is missing or wrong, in one line that names it
     */
    public static Running start(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return HttpService.listen(environment, new LangSmith(environment)::routes, List.of());
    }

    private void routes(Javalin app) {
        app.get("/health", context -> context.result("ok\n"));
        app.get("/info", context -> answer(context, 200, info()));
        app.post("/otel/v1/traces", context -> authorized(context, this::otlp));
        app.post("/runs", context -> authorized(context, this::create));
        app.patch("/runs/{id}", context -> authorized(context, this::update));
        app.post("/runs/batch", context -> authorized(context, this::batch));
        app.post("/runs/multipart", context -> authorized(context, this::multipart));
        app.get("/sessions", context -> authorized(context, this::sessions));
        app.post("/runs/query", context -> authorized(context, this::query));
    }

    private static ObjectNode info() {
        ObjectNode info = Json.object().put("version", "0.13.0");
        info.putObject("batch_ingest_config")
                .put("use_multipart_endpoint", true)
                .put("size_limit", 100)
                .put("size_limit_bytes", 20 << 20)
                .put("scale_up_nthreads_limit", 16)
                .put("scale_up_qsize_trigger", 1000)
                .put("scale_down_nempty_trigger", 4);
        info.putObject("instance_flags").put("zstd_compression_enabled", false);
        return info;
    }

    private void otlp(Context context) throws IOException {
        if (!String.valueOf(context.contentType()).startsWith("application/x-protobuf")) {
            answer(context, 415, Json.object().put("detail", "only protobuf is taken"));
            return;
        }
        String project =
                Optional.ofNullable(context.header("Langsmith-Project")).orElse(DEFAULT_PROJECT);
        ExportTraceServiceRequest request;
        try (InputStream body = plain(context)) {
            request = ExportTraceServiceRequest.parseFrom(body);
        }
        OtlpRuns.of(request).forEach(run -> runs.add(project, run));
        context.contentType("application/x-protobuf")
                .result(ExportTraceServiceResponse.getDefaultInstance().toByteArray());
    }

    private static InputStream plain(Context context) throws IOException {
        InputStream body = new ByteArrayInputStream(context.bodyAsBytes());
        return "gzip".equals(context.header("Content-Encoding")) ? new GZIPInputStream(body) : body;
    }

    private void create(Context context) throws IOException {
        post(Json.read(context.bodyAsBytes()));
        accepted(context);
    }

    private void update(Context context) throws IOException {
        runs.patch(context.pathParam("id"), Json.read(context.bodyAsBytes()));
        accepted(context);
    }

    private void batch(Context context) throws IOException {
        JsonNode body = Json.read(context.bodyAsBytes());
        body.path("post").forEach(this::post);
        body.path("patch").forEach(run -> runs.patch(run.path("id").asText(), run));
        accepted(context);
    }

    private void post(JsonNode run) {
        runs.add(run.path("session_name").asText(DEFAULT_PROJECT), run.deepCopy());
    }

    /** Parts of one run bear its id: {@code post.ID}, and {@code post.ID.outputs} for what is large. */
    private void multipart(Context context) throws IOException, ServletException {
        context.req().setAttribute(MULTIPART, new MultipartConfigElement(null, -1, -1, 20 << 20));
        List<Part> parts = context.req().getParts().stream()
                .sorted(Comparator.comparing(part -> part.getName().split("\\.").length))
                .toList();
        for (Part part : parts) {
            String[] name = part.getName().split("\\.", 3);
            JsonNode value = Json.read(part.getInputStream().readAllBytes());
            if (name.length == 3) {
                runs.patch(name[1], Json.object().set(name[2], value));
            } else if (name[0].equals("post")) {
                post(value);
            } else if (name[0].equals("patch")) {
                runs.patch(name[1], value);
            }
        }
        accepted(context);
    }

    private void sessions(Context context) {
        context.contentType("application/json").result(Json.bytes(runs.sessions(context.queryParam("name"))));
    }

    private void query(Context context) throws IOException {
        try {
            answer(context, 200, runs.query(Json.read(context.bodyAsBytes())));
        } catch (IllegalArgumentException e) {
            answer(context, 400, Json.object().put("detail", e.getMessage()));
        }
    }

    private void authorized(Context context, Handler handler) throws Exception {
        String given = Optional.ofNullable(context.header("x-api-key")).orElse("");
        if (given.equals(key)) {
            handler.handle(context);
        } else {
            answer(context, given.isEmpty() ? 401 : 403, Json.object().put("detail", "Invalid token"));
        }
    }

    private static void accepted(Context context) {
        answer(context, 202, Json.object().put("message", "Runs batch ingested"));
    }

    private static void answer(Context context, int status, JsonNode json) {
        context.status(status).contentType("application/json").result(Json.bytes(json));
    }
}
