package io.firedrill.stacks.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store in memory that can be away. Thread-safe. */
final class MemoryStore implements Store {
    final List<String> questions = new CopyOnWriteArrayList<>();
    final List<Completion> kept = new CopyOnWriteArrayList<>();
    final List<Usage> charged = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile boolean full;

    @Override
    public void check() {
        answer();
    }

    @Override
    public List<Document> relevant(String question) {
        answer();
        questions.add(question);
        return Document.ALL.subList(0, 2);
    }

    @Override
    public void keep(Completion completion) {
        answer();
        if (full) {
            throw new Unavailable("store is full", new IllegalStateException("full"));
        }
        kept.add(completion);
    }

    @Override
    public void charge(Usage usage) {
        answer();
        charged.add(usage);
    }

    @Override
    public void close() {
        away = true;
    }

    private void answer() {
        if (away) {
            throw new Unavailable("store is away", new IllegalStateException("away"));
        }
    }
}
