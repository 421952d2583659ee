package io.firedrill.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.verdict.DrillResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Renders {@code index.html}: one file, no network, no script. */
final class HtmlPage {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPage.class.getClassLoader(), HtmlPage.class.getPackageName());
    private static final String STYLE = style();

    private HtmlPage() {}

    static String render(List<DrillResult> results, Readiness readiness) {
        StringOutput html = new StringOutput();
        Page page = new PageBuilder(results, readiness).page();
        TEMPLATES.render("index.jte", Map.of("page", page, "style", STYLE, "policy", policy()), html);
        return html.toString();
    }

    static String render(RuleReview review) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("rules.jte", Map.of("page", new RulePage(review), "style", STYLE, "policy", policy()), html);
        return html.toString();
    }

    /** Nothing may be loaded or run; this one style sheet may be used. */
    private static String policy() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String style() {
        try (InputStream css = HtmlPage.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing from the jar; build the module again");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css cannot be read from the jar: " + e.getMessage(), e);
        }
    }
}
