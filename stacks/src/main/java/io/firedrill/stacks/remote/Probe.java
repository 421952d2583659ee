package io.firedrill.stacks.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.stacks.access.Access;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks one endpoint by GET and never follows where it points: what was shown to it is for nobody else. Thread-safe. */
final class Probe implements AutoCloseable {
    private static final long MOST = 4_000_000;

    private final Access access;
    private final Clock clock;
    private final Duration patience;
    private final OkHttpClient client;

    /** What came back. */
    record Reply(
            String url,
            Answer answer,
            String told,
            Optional<JsonNode> json,
            Optional<Instant> date,
            Instant sent,
            Instant received) {}

    Probe(Access access, Clock clock, Duration patience) {
        this.access = access;
        this.clock = clock;
        this.patience = patience;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(patience);
        access.tls().ifPresent(tls -> builder.sslSocketFactory(tls.socketFactory(), tls.trustManager()));
        this.client = builder.build();
    }

    Reply get(String path) {
        Instant sent = clock.instant();
        String url = access.base() + path;
        Request.Builder request = new Request.Builder().url(url);
        access.headers().forEach(request::header);
        try (Response response = client.newCall(request.build()).execute()) {
            return reply(url, response, sent);
        } catch (SSLException e) {
            return failed(
                    url,
                    access.isProving() ? Answer.FAILED : Answer.REFUSED,
                    "the TLS handshake failed: " + reason(e),
                    sent);
        } catch (InterruptedIOException e) {
            return failed(url, Answer.FAILED, "no answer within " + patience.toMillis() / 1000.0 + " s", sent);
        } catch (IOException e) {
            return failed(url, Answer.FAILED, "no answer: " + reason(e), sent);
        }
    }

    private Reply reply(String url, Response response, Instant sent) throws IOException {
        String body = response.peekBody(MOST).string();
        Instant received = clock.instant();
        String status = (response.code() + " " + response.message()).strip();
        String location = response.header("Location", "");
        return new Reply(
                url,
                lacksCertificate(response.code(), body)
                        ? Answer.REFUSED
                        : answer(response.code(), String.valueOf(location)),
                response.isRedirect() ? status + " to " + host(String.valueOf(location)) : status,
                json(body),
                Optional.ofNullable(response.headers().getInstant("Date")),
                sent,
                received);
    }

    /** nginx makes the handshake all the same, and says so with 400. */
    private static boolean lacksCertificate(int status, String body) {
        return status == 400 && body.contains("No required SSL certificate was sent");
    }

    private static Answer answer(int status, String location) {
        if (status >= 200 && status < 300) {
            return Answer.GIVEN;
        }
        boolean login = location.toLowerCase(Locale.ROOT).matches(".*(login|signin|sign_in|oauth|auth|sso|saml).*");
        return switch (status) {
            case 401, 403, 407 -> Answer.REFUSED;
            case 404, 405, 410, 501 -> Answer.ABSENT;
            case 301, 302, 303, 307, 308 -> login ? Answer.REFUSED : Answer.FAILED;
            default -> Answer.FAILED;
        };
    }

    /** Its query may hold what is nobody's business. */
    private static String host(String location) {
        return location.replaceFirst("[?#].*", "");
    }

    /** Of metrics in Prometheus' text format, their names. */
    private static Optional<JsonNode> json(String body) {
        if (body.startsWith("# HELP ")) {
            ArrayNode names = EvidenceFile.mapper().createArrayNode();
            body.lines().filter(line -> line.startsWith("# HELP ")).forEach(line -> names.add(line.split(" ", 4)[2]));
            return Optional.of(names);
        }
        try {
            return Optional.ofNullable(EvidenceFile.mapper().readTree(body)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Reply failed(String url, Answer answer, String told, Instant sent) {
        return new Reply(url, answer, told, Optional.empty(), Optional.empty(), sent, clock.instant());
    }

    private static String reason(IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.lines().findFirst().orElse(text);
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
