package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.access.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * How an endpoint is reached, as {@code firedrill.yaml} writes it: {@code url}, {@code basic}, {@code bearer}, {@code headers},
 * {@code ca}, {@code certificate}, {@code key}. What is secret stands in the environment or in a file, which the YAML only
 * names. Immutable.
 */
record AccessReader(UnaryOperator<String> environment) {
    /** Headers that are nothing but secrets. */
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token");

    Access read(Section section) {
        URI base = base(section);
        Map<String, String> headers = new LinkedHashMap<>(headers(section));
        basic(section).ifPresent(value -> headers.put("Authorization", value));
        secret(section, "bearer").ifPresent(token -> {
            if (headers.containsKey("Authorization")) {
                throw section.error("bearer", "stands beside another way to prove who asks; keep one");
            }
            headers.put("Authorization", "Bearer " + token);
        });
        return new Access(base, headers, tls(section));
    }

    private static URI base(Section section) {
        String written = section.required("url");
        try {
            URI base = new URI(written.replaceFirst("/+$", ""));
            boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
            if (!web || base.getHost() == null || base.getQuery() != null) {
                throw section.error(
                        "url", "must be a URL such as https://prometheus.example.com, but was '" + written + "'");
            }
            if (base.getUserInfo() != null) {
                throw section.error(
                        "url", "holds a user or password; write them as basic: {user: ..., password: {env: NAME}}");
            }
            return base;
        } catch (URISyntaxException e) {
            throw section.error("url", "must be a URL such as https://prometheus.example.com: " + e.getReason());
        }
    }

    private Optional<String> basic(Section section) {
        if (section.node("basic").isEmpty()) {
            return Optional.empty();
        }
        try (Section basic = section.section("basic")) {
            String user = basic.required("user");
            String password = secret(basic, "password")
                    .orElseThrow(() -> basic.error("password", "is missing; write {env: NAME} or {file: PATH}"));
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }
    }

    private Map<String, String> headers(Section section) {
        Map<String, String> values = new LinkedHashMap<>();
        try (Section headers = section.section("headers")) {
            for (String name : headers.names()) {
                values.put(name, header(headers, name));
            }
        }
        return values;
    }

    private String header(Section headers, String name) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw headers.error(name, "is no name of a header");
        }
        boolean named = headers.node(name).filter(MappingNode.class::isInstance).isPresent();
        if (!named && SECRET.contains(name.toLowerCase(Locale.ROOT))) {
            throw headers.error(name, "holds a secret in a file that is shared; write {env: NAME} or {file: PATH}");
        }
        String value = named ? secret(headers, name).orElseThrow() : headers.required(name);
        if (!value.matches("[\\x20-\\x7e\\t]*")) {
            throw headers.error(name, "has a value that no header can have");
        }
        return value;
    }

    /** From where the YAML says it is. */
    Optional<String> secret(Section section, String key) {
        Optional<Node> node = section.node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof MappingNode)) {
            throw section.error(key, "must not hold the secret itself; write {env: NAME} or {file: PATH}");
        }
        try (Section place = section.section(key)) {
            Optional<String> variable = place.string("env");
            Optional<Path> file = place.path("file");
            if (variable.isPresent() == file.isPresent()) {
                throw section.error(key, "must be {env: NAME} or {file: PATH}");
            }
            return Optional.of(variable.map(name -> ofEnvironment(place, name))
                    .orElseGet(() -> ofFile(place, file.orElseThrow())));
        }
    }

    private String ofEnvironment(Section place, String name) {
        return Optional.of(environment.apply(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> place.error("env", "names " + name + ", but that is not set; set it"));
    }

    private static String ofFile(Section place, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty() || text.contains("\n")) {
                throw place.error("file", "names " + file + ", which must hold one line and nothing else");
            }
            return text;
        } catch (IOException e) {
            throw place.error(
                    "file",
                    "names " + file + ", which cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<Tls> tls(Section section) {
        Optional<Path> ca = section.path("ca");
        Optional<Path> certificate = section.path("certificate");
        Optional<Path> key = section.path("key");
        if (key.isPresent() && certificate.isEmpty()) {
            throw section.error("key", "stands without a certificate; add certificate: FILE");
        }
        if (Stream.of(ca, certificate, key).allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Tls.of(ca, certificate, key));
        } catch (StackException e) {
            throw section.error(certificate.isPresent() ? "certificate" : "ca", "cannot be used: " + e.getMessage());
        }
    }
}
