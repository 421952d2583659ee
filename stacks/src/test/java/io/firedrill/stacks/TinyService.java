package io.firedrill.stacks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The smallest service worth watching: it calls what its environment names, and counts what it answered. */
public final class TinyService {
    private static final AtomicLong SERVED = new AtomicLong();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health", exchange -> answer(exchange, 200, "ok"));
        server.createContext("/metrics", exchange -> answer(exchange, 200, "tiny_requests_total " + SERVED + "\n"));
        server.createContext("/work", TinyService::work);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        System.out.println("listening on " + port);
    }

    private static void work(HttpExchange exchange) throws IOException {
        try {
            askBack();
            askDatabase();
            SERVED.incrementAndGet();
            answer(exchange, 200, "done");
        } catch (IOException | InterruptedException | SQLException e) {
            answer(exchange, 502, e.toString());
        }
    }

    private static void askBack() throws IOException, InterruptedException {
        String url = System.getenv("BACK_URL");
        if (url != null) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url + "/work")).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("back answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private static void askDatabase() throws SQLException {
        String url = System.getenv("DATABASE_URL");
        if (url != null) {
            try (Connection connection = DriverManager.getConnection(url, "tiny", System.getenv("DATABASE_PASSWORD"))) {
                connection.createStatement().execute("SELECT 1");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
