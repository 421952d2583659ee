package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for Helicone: its gateway before an LLM provider that speaks OpenAI's API, its log of calls that went another way, and
 * the queries that tell what it has recorded.
 *
 * <p><b>Contract</b> (docs.helicone.ai and the worker's source in github.com/Helicone/helicone, 2026-08; clients helicone-helpers 1.2
 * for Python and {@code @helicone/helpers} 1.8 for JavaScript): {@code POST /v1/chat/completions} is passed on, streams as they come;
 * {@code Helicone-Auth: Bearer KEY}, without which, or with a wrong one, a call is passed on all the same and <em>not recorded</em>;
 * {@code Helicone-Request-Id}, which is replaced by a random one, without a word, unless it is a UUID of version 1 to 5; {@code
 * Helicone-Property-NAME}; {@code Helicone-Id} in the answer, but not where the gateway itself failed, with 500. {@code POST
 * /custom/v1/log} and {@code /oai/v1/log} with a bearer token. {@code POST /v1/request/query} and {@code
 * /v1/request/query-clickhouse}, see {@link HeliconeQuery}; 401 without the key.
 *
 * <p><b>Left out</b>: {@code Helicone-Target-URL} (there is one provider), caches, retries, fallbacks, rate limits, sessions, prompts,
 * users and scores, the bodies of requests and answers, and that the real one takes some seconds to tell what it has recorded.
 *
 * <p>Environment: {@code PORT}, {@code PROVIDER_URL}, {@code PROVIDER_TIMEOUT} (milliseconds; 10000), {@code HELICONE_API_KEY}, {@code
 * LLM_PRICES} (its own price list, as in {@link Inference}), {@code HOST} (127.0.0.1). Thread-safe.
 */
public final class Helicone {
    private static final Pattern TAKEN =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final String PROPERTY = "helicone-property-";

    /** More is not kept. */
    private static final int MOST = 200_000;

    private final Upstream provider;
    private final String authorization;
    private final PriceTable prices;
    private final Clock clock;
    private final List<HeliconeRow> rows = new ArrayList<>();

    private Helicone(Environment environment, Clock clock) {
        this.provider = Upstream.ofModel(environment, "provider", "PROVIDER_URL");
        this.authorization = "Bearer " + environment.text("HELICONE_API_KEY");
        this.prices = environment.prices("LLM_PRICES", GenAiOptions.PRICES);
        this.clock = clock;
    }

    /**
     * Starts the service.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("helicone", Helicone::start);
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
        Helicone helicone = new Helicone(environment, Clock.systemUTC());
        return HttpService.listen(environment, helicone::routes, List.of(helicone.provider::close));
    }

    private void routes(Javalin app) {
        app.get("/health", context -> context.result("ok\n"));
        app.post(HttpService.CHAT, this::pass);
        app.post("/custom/v1/log", context -> authorized(context, this::log));
        app.post("/oai/v1/log", context -> authorized(context, this::log));
        app.post("/v1/request/query", context -> authorized(context, this::query));
        app.post("/v1/request/query-clickhouse", context -> authorized(context, this::query));
    }

    private void pass(Context context) throws IOException {
        Instant begun = clock.instant();
        String id = id(context.header("Helicone-Request-Id"));
        try (Response response = provider.post(context.bodyAsBytes(), forwarded(context))) {
            context.header("Helicone-Id", id);
            Passage passage = Passage.of(response, context, begun, clock);
            if (authorization.equals(context.header("Helicone-Auth"))) {
                add(row(id, begun, clock.instant(), passage, asked(context.bodyAsBytes()), properties(context)));
            }
        } catch (IOException e) {
            if (context.res().isCommitted()) {
                throw e;
            }
            context.status(500).result("the provider cannot be reached: " + e.getMessage());
        }
    }

    /** What Helicone's own clients send of calls that they made themselves. */
    private void log(Context context) throws IOException {
        HeliconeLog log = new HeliconeLog(Json.read(context.bodyAsBytes()));
        String id = id(log.meta("Helicone-Request-Id").orElse(context.header("Helicone-Request-Id")));
        Map<String, String> properties = new TreeMap<>(properties(context));
        properties.putAll(log.properties());
        add(row(id, log.begun(), log.ended(), log.passage(), log.model(), properties));
    }

    private void query(Context context) throws IOException {
        List<ObjectNode> all;
        synchronized (rows) {
            all = rows.stream().map(HeliconeRow::json).toList();
        }
        ObjectNode answer = Json.object();
        try {
            answer.set("data", new HeliconeQuery(Json.read(context.bodyAsBytes())).of(all));
            answer.putNull("error");
        } catch (IllegalArgumentException e) {
            context.status(400);
            answer.putNull("data").put("error", e.getMessage());
        }
        context.contentType("application/json").result(Json.bytes(answer));
    }

    private void authorized(Context context, Handler handler) throws Exception {
        if (authorization.equals(context.header("Authorization"))) {
            handler.handle(context);
        } else {
            context.status(401)
                    .contentType("application/json")
                    .result(Json.bytes(Json.object().putNull("data").put("error", "Invalid API key")));
        }
    }

    private HeliconeRow row(
            String id, Instant begun, Instant ended, Passage passage, String model, Map<String, String> properties) {
        Completion said = passage.completion();
        Completion completion = said.model().isEmpty()
                ? new Completion(said.id(), model, "", "", said.inputTokens(), said.outputTokens())
                : said;
        return new HeliconeRow(
                id,
                begun,
                passage.status(),
                completion,
                prices.cost(completion.model(), completion.inputTokens(), completion.outputTokens()),
                Duration.between(begun, ended),
                passage.firstToken(),
                properties);
    }

    private void add(HeliconeRow row) {
        synchronized (rows) {
            if (rows.size() < MOST) {
                rows.add(row);
            }
        }
    }

    private static String id(@Nullable String given) {
        return given != null && TAKEN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    /** Which model; empty for what is no JSON, and was answered as such. */
    private static String asked(byte[] body) {
        try {
            return Json.read(body).path("model").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<String, String> forwarded(Context context) {
        Map<String, String> headers = new TreeMap<>(context.headerMap());
        headers.keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).matches("helicone-.*|host|content-.*|connection"));
        return headers;
    }

    private static Map<String, String> properties(Context context) {
        Map<String, String> properties = new TreeMap<>();
        context.headerMap().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PROPERTY)) {
                properties.put(lower.substring(PROPERTY.length()), value);
            }
        });
        return properties;
    }
}
