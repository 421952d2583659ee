package io.firedrill.reports;

import java.io.StringWriter;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code TEST-firedrill.xml}: a suite per drill, a case per promise. Broken and inconclusive promises are both failures,
 * told apart by their type, because many readers of this format show neither errors nor skipped cases as red.
 */
final class JunitXml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JunitXml() throws XMLStreamException {
        xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    static String of(Readiness readiness) {
        try {
            JunitXml junit = new JunitXml();
            junit.suites(readiness);
            return junit.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
    }

    private void suites(Readiness readiness) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", "Firedrill: " + readiness.title());
        for (Readiness.Drill drill : readiness.sections()) {
            suite(readiness, drill);
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(Readiness readiness, Readiness.Drill drill) throws XMLStreamException {
        boolean empty = drill.promises().isEmpty();
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", drill.name());
        attribute("tests", String.valueOf(empty ? 1 : drill.promises().size()));
        attribute(
                "failures",
                String.valueOf(
                        empty ? 1 : count(drill, promise -> !promise.verdict().equals("kept"))));
        attribute("errors", "0");
        attribute("skipped", "0");
        attribute("timestamp", readiness.startedAt().toString());
        properties(readiness);
        for (Readiness.Promise promise : drill.promises()) {
            testcase(drill, promise);
        }
        if (empty) {
            nothing(drill);
        }
        line(1);
        xml.writeEndElement();
    }

    private static long count(Readiness.Drill drill, Predicate<Readiness.Promise> which) {
        return drill.promises().stream().filter(which).count();
    }

    private void properties(Readiness readiness) throws XMLStreamException {
        line(2);
        xml.writeStartElement("properties");
        property("stack", readiness.stack().mode());
        property("time-scale", String.valueOf(readiness.stack().timeScale()));
        property("score", String.valueOf(readiness.score().value()));
        for (var component : readiness.stack().components()) {
            property(component.name(), component.version());
        }
        line(2);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(3);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testcase(Readiness.Drill drill, Readiness.Promise promise) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("classname", drill.id());
        attribute("name", promise.id());
        if (!promise.verdict().equals("kept")) {
            failure(promise.verdict(), promise.subject() + ": " + promise.actual(), PromiseText.of(promise));
        }
        xml.writeEndElement();
    }

    private void nothing(Readiness.Drill drill) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("classname", drill.id());
        attribute("name", "runs and promises something");
        failure("inconclusive", drill.ran() ? "it made no promise" : "it did not run: " + drill.story(), "");
        xml.writeEndElement();
    }

    private void failure(String type, String message, String body) throws XMLStreamException {
        xml.writeStartElement("failure");
        attribute("type", type);
        attribute("message", message);
        xml.writeCharacters(legal(body));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** XML 1.0 has no way to write most control characters, not even escaped. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> legal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean legal(int c) {
        boolean text = c >= 0x20 || c == '\n' || c == '\t';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return text && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
