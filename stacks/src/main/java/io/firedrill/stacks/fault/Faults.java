package io.firedrill.stacks.fault;

import io.firedrill.stacks.StackException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Injects faults into the links and processes of one stack. Every fault has a lease and ends with it at the latest, or
 * when this is closed, or when the JVM shuts down; if the JVM is killed, the proxies of its own stack die with it.
 * Thread-safe.
 */
public final class Faults implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final URI toxiproxyApi;
    private final Map<String, LinkControl> links;
    private final Map<String, ProcessControl> processes;
    private final Map<String, ReceiverControl> receivers;
    private final Map<String, CommandControl> commands;
    private final Set<String> slots = ConcurrentHashMap.newKeySet();
    private final Set<ActiveFault> active = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService leases = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "fault-lease");
        thread.setDaemon(true);
        return thread;
    });
    private final Thread hook = new Thread(this::revertLinks, "fault-revert");

    /**
     * For one stack.
     *
     * @param toxiproxyApi where Toxiproxy's API answers, as {@code http://host:port}
     * @param links the links by name, {@code caller->callee}
     * @param processes the processes by name
     * @param receivers the receivers of notifications and their integrations, {@code alertmanager->oncall} and {@code
     *     alertmanager->oncall/slack}
     */
    public Faults(
            URI toxiproxyApi,
            Map<String, LinkControl> links,
            Map<String, ProcessControl> processes,
            Map<String, ReceiverControl> receivers) {
        this(toxiproxyApi, links, processes, receivers, Map.of());
    }

    private Faults(
            URI toxiproxyApi,
            Map<String, LinkControl> links,
            Map<String, ProcessControl> processes,
            Map<String, ReceiverControl> receivers,
            Map<String, CommandControl> commands) {
        this.commands = Map.copyOf(commands);
        this.toxiproxyApi = toxiproxyApi;
        this.links = Map.copyOf(links);
        this.processes = Map.copyOf(processes);
        this.receivers = Map.copyOf(receivers);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * For a system that somebody else runs, of which nothing is known but how to break it.
     *
     * @param commands by what they break
     * @return an injector of {@link CommandFault} and {@link PostedAlert} alone
     */
    public static Faults byCommands(Map<String, CommandControl> commands) {
        return new Faults(URI.create("http://127.0.0.1"), Map.of(), Map.of(), Map.of(), commands);
    }

    /**
     * Breaks something, and returns once the injector has confirmed it.
     *
     * @param target the link, or the process for a {@link Fault.OfProcess}, or the receiver for a {@link Fault.OfReceiver}, or what a
     *     {@link CommandFault} breaks or a {@link PostedAlert} is called
     * @param fault how
     * @param lease after how long it ends by itself
     * @return the fault in force
     * @throws StackException if it cannot be applied: the target is unknown or cannot have this fault, or the injector does
     *     not answer; nothing is left behind then
     * @throws IllegalStateException if the same kind of fault is in force on the target already; a receiver can have but
     *     one
     */
    public ActiveFault inject(String target, Fault fault, Duration lease) {
        if (lease.isZero() || lease.isNegative()) {
            throw new IllegalArgumentException("fault lease must be positive, but was " + lease);
        }
        ActiveFault.Injection injection = injection(target, fault);
        String slot = slot(target, fault);
        if (!slots.add(slot)) {
            throw new IllegalStateException(
                    "fault '" + fault.kind() + "' is already in force on " + target + ": revert it first");
        }
        try {
            return activate(slot, target, fault, injection, lease);
        } catch (RuntimeException e) {
            slots.remove(slot);
            throw e;
        }
    }

    private String slot(String target, Fault fault) {
        String which = fault instanceof Fault.DroppedHeader lost ? lost.header() : "";
        return target + (isOfReceiver(target) ? "" : " " + fault.kind() + which);
    }

    private ActiveFault activate(
            String slot, String target, Fault fault, ActiveFault.Injection injection, Duration lease) {
        ActiveFault applied = new ActiveFault(target, fault, injection, ended -> {
            slots.remove(slot);
            active.remove(ended);
        });
        active.add(applied);
        try {
            expireAfter(lease, applied);
        } catch (RejectedExecutionException e) {
            applied.revert();
            throw new IllegalStateException("the injector is closed: inject faults before", e);
        }
        return applied;
    }

    /**
     * Ends every fault that is still in force.
     *
     * @throws StackException if one of them could not be ended; the others have been
     */
    @Override
    public void close() {
        leases.shutdownNow();
        removeHook();
        List<RuntimeException> failures =
                active.stream().flatMap(Faults::revert).toList();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private ActiveFault.Injection injection(String target, Fault fault) {
        if (fault instanceof Fault.OfProcess ofProcess) {
            return new ProcessInjection(known(target, processes, "process"), target, ofProcess);
        }
        if (fault instanceof CommandFault command) {
            return new CommandInjection(known(target, commands, "command"), "command", command.on());
        }
        if (fault instanceof PostedAlert) {
            return new CommandInjection(known(target, commands, "alert"), "alertmanager", "POST /api/v2/alerts");
        }
        if (isOfReceiver(target) || fault instanceof Fault.Drop) {
            return ofReceiver(target, fault);
        }
        LinkControl link = known(target, links, "link");
        if (fault instanceof Fault.Wire wire) {
            return new WireInjection(toxiproxyApi, target, link.toxiproxyName(), wire);
        }
        HttpFaultProxy proxy = link.http()
                .orElseThrow(() -> new StackException("fault '" + fault.kind() + "' needs HTTP, but link " + target
                        + " does not speak it; links that do: " + httpLinks()));
        return new HttpInjection(proxy, (Fault.Http) fault);
    }

    /** A link of the same name goes before a receiver. */
    private boolean isOfReceiver(String target) {
        return receivers.containsKey(target) && !links.containsKey(target);
    }

    private ActiveFault.Injection ofReceiver(String target, Fault fault) {
        ReceiverControl receiver = known(target, receivers, "receiver");
        boolean partly = fault instanceof Fault.HttpStatus status && status.share() < 1;
        if (fault instanceof Fault.OfReceiver failure && !partly) {
            return new ReceiverInjection(receiver, target, failure);
        }
        throw new StackException("receiver " + target + " cannot have fault '" + fault.kind() + "' (" + fault.describe()
                + "); it can hang, drop, or answer every request with a status");
    }

    private static <T> T known(String target, Map<String, T> targets, String what) {
        T found = targets.get(target);
        if (found == null) {
            throw new StackException(
                    "no " + what + " is called '" + target + "'; there are: " + names(targets.keySet()));
        }
        return found;
    }

    private String httpLinks() {
        return names(links.entrySet().stream()
                .filter(link -> link.getValue().http().isPresent())
                .map(Map.Entry::getKey)
                .toList());
    }

    private static String names(Iterable<String> names) {
        Set<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        return sorted.isEmpty() ? "none" : String.join(", ", sorted);
    }

    private void expireAfter(Duration wait, ActiveFault fault) {
        var unused = leases.schedule(
                () -> {
                    if (!expired(fault)) {
                        expireAfter(RETRY, fault);
                    }
                },
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static boolean expired(ActiveFault fault) {
        List<RuntimeException> failures = revert(fault).toList();
        failures.forEach(e -> LOG.warn("A fault should have ended but has not: {}", e.getMessage()));
        return failures.isEmpty();
    }

    /** In a dying JVM links are mended, but no process is started again. */
    private void revertLinks() {
        active.stream()
                .filter(fault -> !(fault.fault() instanceof Fault.OfProcess))
                .forEach(Faults::expired);
    }

    private static Stream<RuntimeException> revert(ActiveFault fault) {
        try {
            fault.revert();
            return Stream.empty();
        } catch (RuntimeException e) {
            return Stream.of(e);
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down: the hook reverts as well");
        }
    }
}
