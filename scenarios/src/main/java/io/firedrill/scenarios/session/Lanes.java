package io.firedrill.scenarios.session;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.StackException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Drills side by side, each lane on a stack of its own, as many as the machine holds. When a stack cannot be had, nothing more is held: the drill that
 * needed it tells why, and those after it that they were not held for this reason. Thread-safe.
 */
final class Lanes implements AutoCloseable {
    private final List<Lane> lanes;
    private final Machine machine;
    private final Consumer<DrillResult> held;
    private final BiConsumer<Drill, StackException> failed;
    private final Agenda agenda;
    private final Map<String, CompletableFuture<DrillResult>> results = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private Optional<StackException> refused = Optional.empty();

    Lanes(
            List<Lane> lanes,
            Machine machine,
            Agenda agenda,
            Consumer<DrillResult> held,
            BiConsumer<Drill, StackException> failed) {
        this.lanes = List.copyOf(lanes);
        this.machine = machine;
        this.agenda = agenda;
        this.held = held;
        this.failed = failed;
    }

    /** Puts drills on the agenda; they begin with the first that somebody waits for. */
    synchronized void plan(List<Drill> drills) {
        List<Drill> fresh = drills.stream()
                .filter(drill -> results.putIfAbsent(drill.id(), new CompletableFuture<>()) == null)
                .toList();
        agenda.add(fresh);
    }

    /** The result of a drill, once it is there. */
    DrillResult await(Drill drill) {
        plan(List.of(drill));
        start();
        try {
            return result(drill).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized CompletableFuture<DrillResult> result(Drill drill) {
        return results.computeIfAbsent(drill.id(), any -> new CompletableFuture<>());
    }

    private synchronized void start() {
        refused.ifPresent(this::refuseRest);
        int working = (int) threads.stream().filter(Thread::isAlive).count();
        int wanted = Math.min(lanes.size(), working + agenda.size());
        for (int lane = 0; lane < wanted; lane++) {
            Thread before = threads.size() > lane ? threads.get(lane) : null;
            if (before == null || !before.isAlive()) {
                Thread thread = thread(lane);
                threads.remove(before);
                threads.add(lane, thread);
                thread.start();
            }
        }
    }

    private Thread thread(int lane) {
        Thread thread = new Thread(() -> enter(lane), "drill-lane-" + (lane + 1));
        thread.setDaemon(true);
        return thread;
    }

    /** Until nothing is left for a lane: what needs more room than there was is held once there is. */
    private void enter(int lane) {
        for (Set<Place> places = agenda.places(); !places.isEmpty(); places = agenda.places()) {
            Place place;
            try {
                place = machine.enter(places);
            } catch (StackException e) {
                // Interrupted by the end of the session: whatever this lane might have held is off the agenda.
                return;
            }
            try {
                work(lane, place);
                if (agenda.size() > 0) {
                    // What is left needs another place: what stands here would only take cores from it.
                    lanes.get(lane).close();
                }
            } finally {
                machine.leave(place);
            }
        }
    }

    private void work(int number, Place place) {
        Lane lane = lanes.get(number);
        for (Optional<Drill> next = agenda.take(number, place); next.isPresent(); next = agenda.take(number, place)) {
            CompletableFuture<DrillResult> result = result(next.get());
            try {
                DrillResult judged = hold(lane, next.get());
                held.accept(judged);
                result.complete(judged);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    private DrillResult hold(Lane lane, Drill drill) {
        try {
            prepare(lane, drill);
            return lane.hold(drill);
        } catch (StackException e) {
            failed.accept(drill, e);
            throw e;
        }
    }

    private void prepare(Lane lane, Drill drill) {
        try {
            lane.prepare(drill);
        } catch (StackException e) {
            throw refused(e);
        }
    }

    /** One of several lanes tells why; for the others it is the same story. */
    private synchronized StackException refused(StackException why) {
        StackException told = refused.map(Lanes::followUp).orElse(why);
        refused = refused.or(() -> Optional.of(why));
        refused.ifPresent(this::refuseRest);
        return told;
    }

    private static StackException followUp(StackException first) {
        return new StackException("the stack could not be had: " + first.getMessage(), first);
    }

    private void refuseRest(StackException why) {
        for (Drill drill : agenda.clear()) {
            StackException follow = followUp(why);
            result(drill).completeExceptionally(follow);
            failed.accept(drill, follow);
        }
    }

    @Override
    public void close() {
        agenda.clear();
        List<Thread> working;
        synchronized (this) {
            working = List.copyOf(threads);
        }
        working.forEach(Thread::interrupt);
        working.forEach(Lanes::join);
        lanes.forEach(Lane::close);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
