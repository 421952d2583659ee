package io.firedrill.stacks.pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents, answers and usage in PostgreSQL 12 or newer. Thread-safe. */
final class PostgresStore implements Store {
    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS documents (id integer PRIMARY KEY, title text NOT NULL, body text NOT NULL, \
            search tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED)""", """
            CREATE TABLE IF NOT EXISTS answers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
            completion text NOT NULL, model text NOT NULL, answer text NOT NULL, \
            created timestamptz NOT NULL DEFAULT now())""", """
            CREATE TABLE IF NOT EXISTS usage (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
            completion text NOT NULL, model text NOT NULL, input_tokens bigint NOT NULL, output_tokens bigint NOT NULL, \
            cost_usd numeric, created timestamptz NOT NULL DEFAULT now())""");
    private static final String FILL =
            "INSERT INTO documents (id, title, body) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING";

    /** Any word of the question counts, and the more the better; with none the first documents come. */
    private static final String RELEVANT = """
            SELECT id, title, body FROM documents \
            ORDER BY ts_rank(search, replace(plainto_tsquery('english', ?)::text, '&', '|')::tsquery) DESC, id LIMIT 2""";

    private static final String KEEP = "INSERT INTO answers (completion, model, answer) VALUES (?, ?, ?)";
    private static final String CHARGE =
            "INSERT INTO usage (completion, model, input_tokens, output_tokens, cost_usd) VALUES (?, ?, ?, ?, ?)";

    private static final int QUESTION_LENGTH = 1000;

    private final Connections connections;
    private volatile boolean prepared;

    PostgresStore(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void check() {
        use("check", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SELECT 1");
            }
        });
    }

    @Override
    public List<Document> relevant(String question) {
        String text = storable(question.substring(0, Math.min(QUESTION_LENGTH, question.length())));
        return use("retrieval", connection -> {
            try (PreparedStatement select = connection.prepareStatement(RELEVANT)) {
                select.setString(1, text);
                return documents(select.executeQuery());
            }
        });
    }

    @Override
    public void keep(Completion completion) {
        insert("storing the answer", KEEP, completion.id(), completion.model(), completion.text());
    }

    @Override
    public void charge(Usage usage) {
        insert(
                "storing the usage",
                CHARGE,
                usage.completionId(),
                usage.model(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cost().orElse(null));
    }

    @Override
    public void close() {
        connections.close();
    }

    private void insert(String what, String sql, @Nullable Object... values) {
        use(what, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i] instanceof String text ? storable(text) : values[i]);
                }
                return insert.executeUpdate();
            }
        });
    }

    private <T> T use(String what, Work<T> work) {
        try (Connection connection = connections.open()) {
            if (!prepared) {
                prepare(connection);
            }
            return work.with(connection);
        } catch (SQLException e) {
            throw new Unavailable(what + " failed: " + e.getMessage(), e);
        }
    }

    /** Not only at the start: the database may come later than this service. */
    private synchronized void prepare(Connection connection) throws SQLException {
        if (prepared) {
            return;
        }
        try (Statement create = connection.createStatement()) {
            for (String table : TABLES) {
                create.execute(table);
            }
        }
        try (PreparedStatement fill = connection.prepareStatement(FILL)) {
            for (Document document : Document.ALL) {
                fill.setInt(1, document.id());
                fill.setString(2, document.title());
                fill.setString(3, document.text());
                fill.addBatch();
            }
            fill.executeBatch();
        }
        prepared = true;
    }

    private static List<Document> documents(ResultSet rows) throws SQLException {
        List<Document> documents = new ArrayList<>();
        while (rows.next()) {
            documents.add(new Document(rows.getInt("id"), rows.getString("title"), rows.getString("body")));
        }
        return documents;
    }

    /** PostgreSQL's text has no place for NUL. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
