package io.firedrill.scenarios.synthesis;

import io.firedrill.stacks.RuleTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Runs unit tests by promtool, many at once. Source: {@code promtool test rules --junit} of Prometheus 3.16. Confined. */
final class Promtool {
    private static final int AT_ONCE = 20;

    private final RuleTools tools;

    Promtool(RuleTools tools) {
        this.tools = tools;
    }

    /** What each file was told, by its name; nothing of one that promtool did not get to. */
    Map<String, List<String>> test(Path folder, List<String> files) {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Map<String, List<String>>>> running = new ArrayList<>();
            for (int from = 0; from < files.size(); from += AT_ONCE) {
                List<String> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
                running.add(pool.submit(() -> some(folder, some)));
            }
            Map<String, List<String>> all = new LinkedHashMap<>();
            for (Future<Map<String, List<String>>> each : running) {
                all.putAll(each.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Map<String, List<String>> some(Path folder, List<String> files) {
        Path report = reserved(folder.resolve(files.get(0) + ".xml"));
        List<String> words = new ArrayList<>(List.of("test", "rules", "--junit=" + report));
        files.forEach(each -> words.add(folder.resolve(each).toString()));
        tools.promtool(words, folder);
        return told(report);
    }

    /** Ours, whoever writes it: what runs in a container is somebody else. */
    private static Path reserved(Path report) {
        try {
            return Files.write(report, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(report + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Map<String, List<String>> told(Path report) {
        try (InputStream in = Files.newInputStream(report)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            return messages(factory.createXMLStreamReader(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            return Map.of();
        }
    }

    private static Map<String, List<String>> messages(XMLStreamReader reader) throws XMLStreamException {
        Map<String, List<String>> told = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            if (reader.getLocalName().equals("testsuite")) {
                current = new ArrayList<>();
                told.put(name(reader.getAttributeValue(null, "name")), current);
            } else if (Set.of("failure", "error").contains(reader.getLocalName())) {
                current.add(reader.getElementText());
            }
        }
        return told;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
