package io.firedrill.stacks.workspace;

import io.firedrill.stacks.inbox.Carried;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * How one kind of integration of Alertmanager 0.34 is made to deliver to the inbox: which keys say where it delivers and
 * who may, and what stands there instead. Everything that says what it delivers stays. Immutable.
 *
 * @param key in a receiver
 * @param integration in the inbox
 * @param dropped keys that hold secrets, or lead elsewhere: a proxy, a token's issuer, an address that cannot be changed
 * @param adds what the copy has on top, in words; empty for nothing
 */
record Redirection(String key, String integration, List<String> dropped, String adds, Change change) {
    private static final Redirection WEBHOOK = new Redirection(
            "webhook_configs",
            "webhook",
            List.of("url", "url_file", "http_config", "payload"),
            "",
            (site, targets) -> Yaml.put(site.config(), "url", Yaml.quoted(targets.http("webhook", site.receiver()))));
    private static final Redirection SLACK = new Redirection(
            "slack_configs",
            "slack",
            List.of(
                    "api_url",
                    "api_url_file",
                    "app_token",
                    "app_token_file",
                    "app_url",
                    "update_message",
                    "http_config"),
            "callback_id carries the alerts",
            Redirection::slack);
    private static final Redirection PAGERDUTY = new Redirection(
            "pagerduty_configs",
            "pagerduty",
            List.of("url", "routing_key", "routing_key_file", "service_key", "service_key_file", "http_config"),
            "a detail carries the alerts",
            Redirection::pagerDuty);
    private static final Redirection EMAIL = new Redirection(
            "email_configs",
            "email",
            List.of(
                    "smarthost",
                    "auth_password",
                    "auth_password_file",
                    "auth_secret",
                    "auth_secret_file",
                    "tls_config",
                    "force_implicit_tls"),
            "two headers carry the receiver and the alerts, and the certificate is not checked",
            Redirection::email);

    /** In the order in which they are told. */
    static final List<Redirection> ALL = List.of(WEBHOOK, SLACK, PAGERDUTY, EMAIL);

    /** Puts in what stands instead. */
    @FunctionalInterface
    interface Change {
        void apply(Site site, DeliveryTargets targets);
    }

    /** An integration of a receiver, to be changed in place; {@code written} and {@code global} are as the user wrote them. */
    record Site(MappingNode config, MappingNode written, String receiver, MappingNode global) {}

    static Optional<Redirection> of(String key) {
        return ALL.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Changes one integration of a receiver in place; {@code global} is as the user wrote it. */
    void apply(MappingNode config, String receiver, MappingNode global, DeliveryTargets targets) {
        Site site = new Site(config, Flattening.copy(config), receiver, global);
        dropped.forEach(each -> Yaml.remove(config, each));
        change.apply(site, targets);
    }

    /** What the user wrote and the copy has not, or not so. */
    List<String> replaced(MappingNode config) {
        return dropped.stream().filter(Yaml.keys(config)::contains).toList();
    }

    private static void slack(Site site, DeliveryTargets targets) {
        MappingNode config = site.config();
        Yaml.put(config, "api_url", Yaml.quoted(targets.http("slack", site.receiver())));
        String own = Yaml.string(config, "callback_id").map(id -> id + " ").orElse("");
        Yaml.put(config, "callback_id", Yaml.quoted(own + Carried.SLACK_MARK + Carried.TEMPLATE));
    }

    /** Also for keys of the first version of the API: Alertmanager cannot be told another address for it. */
    private static void pagerDuty(Site site, DeliveryTargets targets) {
        MappingNode config = site.config();
        Yaml.put(config, "routing_key", Yaml.quoted(Carried.PLACEHOLDER));
        Yaml.put(config, "url", Yaml.quoted(targets.http("pagerduty", site.receiver())));
        put(config, "details", Carried.DETAIL, Carried.TEMPLATE);
    }

    private static void email(Site site, DeliveryTargets targets) {
        MappingNode config = site.config();
        Yaml.put(config, "smarthost", Yaml.quoted(targets.smarthost()));
        Yaml.put(config, "force_implicit_tls", Yaml.bool(false));
        MappingNode tls = Yaml.mapping();
        Yaml.put(tls, "insecure_skip_verify", Yaml.bool(true));
        Yaml.put(config, "tls_config", tls);
        placeholder(site, "auth_password");
        placeholder(site, "auth_secret");
        put(config, "headers", Carried.HEADER, Carried.TEMPLATE);
        put(config, "headers", Carried.RECEIVER_HEADER, Carried.encoded(site.receiver()));
    }

    /** Only where there was one: a password that is missing must be missed. */
    private static void placeholder(Site site, String key) {
        if (has(site.written(), key) || has(site.global(), "smtp_" + key)) {
            Yaml.put(site.config(), key, Yaml.quoted(Carried.PLACEHOLDER));
        }
    }

    private static boolean has(MappingNode mapping, String key) {
        return Yaml.get(mapping, key).or(() -> Yaml.get(mapping, key + "_file")).isPresent();
    }

    private static void put(MappingNode config, String mapping, String key, String value) {
        MappingNode into = Yaml.mapping(config, mapping).orElseGet(Yaml::mapping);
        Yaml.put(into, key, Yaml.quoted(value));
        Yaml.put(config, mapping, into);
    }
}
