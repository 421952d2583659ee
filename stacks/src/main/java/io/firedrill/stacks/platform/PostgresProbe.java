package io.firedrill.stacks.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Asks a PostgreSQL server whether it takes connections, and for its version. Thread-safe. */
final class PostgresProbe {
    private PostgresProbe() {}

    static Optional<String> problem(String address, String database, String user, String password) {
        try (Connection connection = connect(address, user, password)) {
            create(connection, database);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("PostgreSQL at " + address + ": " + e.getMessage());
        }
    }

    static Optional<String> version(String address, String user, String password) {
        try (Connection connection = connect(address, user, password)) {
            return Optional.of(connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static Connection connect(String address, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://" + address + "/postgres", properties);
    }

    private static void create(Connection connection, String database) throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            exists.setString(1, database);
            try (ResultSet found = exists.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + '"');
        }
    }
}
