package io.firedrill.stacks.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * A receiver of an {@code AlertmanagerConfig}. The four integrations that the inbox understands are translated key by
 * key; of the others nothing is ever sent, so that whether they tell of resolutions is all that is taken over.
 */
final class OperatorReceiver {
    private static final Shape WEBHOOK = new Shape()
            .kept("sendResolved", "url", "maxAlerts", "timeout", "payload")
            .url("urlSecret", "url")
            .transport("httpConfig");

    private static final Shape CONFIRMATION = new Shape().kept("text", "title", "okText", "dismissText");

    private static final Shape SLACK = new Shape()
            .kept("sendResolved", "channel", "username", "color", "title", "titleLink", "pretext", "text")
            .each("fields", "fields", new Shape().kept("title", "value", "short"))
            .kept("shortFields", "footer", "fallback", "callbackId", "iconEmoji", "iconURL", "imageURL", "thumbURL")
            .kept("linkNames", "mrkdwnIn", "timeout", "messageText", "updateMessage")
            .each(
                    "actions",
                    "actions",
                    new Shape()
                            .kept("type", "text", "url", "style", "name", "value")
                            .one("confirm", CONFIRMATION))
            .url("apiURL", "api_url")
            .transport("httpConfig");

    private static final Shape PAGERDUTY = new Shape()
            .kept("sendResolved", "url", "client", "clientURL", "description", "severity", "class", "group")
            .kept("component", "source", "timeout")
            .pairs("details")
            .each("pagerDutyImageConfigs", "images", new Shape().kept("src", "href", "alt"))
            .each(
                    "pagerDutyLinkConfigs",
                    "links",
                    new Shape()
                            .kept("href")
                            .with(
                                    "alt",
                                    (from, key, into) ->
                                            from.node(key).ifPresent(text -> Yaml.put(into, "text", text))))
            .key("routingKey", "routing_key")
            .key("serviceKey", "service_key")
            .transport("httpConfig");

    private static final Shape EMAIL = new Shape()
            .kept("sendResolved", "to", "from", "hello", "smarthost", "authUsername", "authIdentity")
            .verbatim("html", "text")
            .kept("requireTLS", "forceImplicitTLS")
            .pairs("headers")
            .with("threading", OperatorReceiver::threading)
            .key("authPassword", "auth_password")
            .key("authSecret", "auth_secret")
            .transport("tlsConfig");

    /** In the order in which the inbox has them. */
    private static final Map<String, Shape> READ = new LinkedHashMap<>();

    static {
        READ.put("webhookConfigs", WEBHOOK);
        READ.put("slackConfigs", SLACK);
        READ.put("pagerdutyConfigs", PAGERDUTY);
        READ.put("emailConfigs", EMAIL);
    }

    private static final List<String> OTHERS = List.of(
            "opsgenieConfigs",
            "discordConfigs",
            "wechatConfigs",
            "victoropsConfigs",
            "pushoverConfigs",
            "snsConfigs",
            "telegramConfigs",
            "webexConfigs",
            "msteamsConfigs",
            "msteamsv2Configs",
            "rocketchatConfigs");

    private OperatorReceiver() {}

    /** The receiver in Alertmanager's words; {@code prefix} goes before its name. */
    static MappingNode translated(Section section, String prefix) {
        try (section) {
            MappingNode receiver = Yaml.mapping();
            Yaml.put(receiver, "name", Yaml.quoted(prefix + section.required("name")));
            READ.forEach((key, shape) -> put(receiver, key, section.sections(key), shape));
            for (String key : OTHERS) {
                List<MappingNode> configs = section.sections(key).stream()
                        .map(OperatorReceiver::bare)
                        .toList();
                put(receiver, key, configs);
            }
            return receiver;
        }
    }

    private static void put(MappingNode receiver, String key, List<Section> configs, Shape shape) {
        put(receiver, key, configs.stream().map(shape::of).toList());
    }

    private static void put(MappingNode receiver, String key, List<MappingNode> configs) {
        if (!configs.isEmpty()) {
            Yaml.put(receiver, Shape.snake(key), Yaml.sequence(configs));
        }
    }

    /** Everything else is left out together with the integration, which is told. */
    private static MappingNode bare(Section section) {
        MappingNode config = Yaml.mapping();
        section.node("sendResolved").ifPresent(value -> Yaml.put(config, "send_resolved", value));
        return config;
    }

    private static void threading(Section from, String key, MappingNode into) {
        if (from.node(key).isEmpty()) {
            return;
        }
        try (Section section = from.section(key)) {
            String byDate = section.required("threadByDate");
            if (!Set.of("Daily", "None").contains(byDate)) {
                throw section.error("threadByDate", "must be Daily or None, but was '" + byDate + "'");
            }
            MappingNode threading = Yaml.mapping();
            Yaml.put(threading, "enabled", Yaml.bool(true));
            Yaml.put(threading, "thread_by_date", Yaml.quoted(byDate.toLowerCase(Locale.ROOT)));
            Yaml.put(into, key, threading);
        }
    }
}
