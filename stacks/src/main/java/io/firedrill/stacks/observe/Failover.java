package io.firedrill.stacks.observe;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteEndpoint;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One API of several that know the same: whichever answers. Thread-safe. */
final class Failover {
    private final List<HttpJson> replicas;
    private final AtomicInteger answered = new AtomicInteger();

    Failover(List<HttpJson> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    /** The Alertmanagers of a system that somebody else runs. */
    static Failover of(RemoteSystem system) {
        return of(system.required(EndpointKind.ALERTMANAGER));
    }

    /** Some of them. */
    static Failover of(List<RemoteEndpoint> alertmanagers) {
        return new Failover(alertmanagers.stream()
                .map(each -> new HttpJson("alertmanager", each.access()))
                .toList());
    }

    /** The one that is asked first. */
    HttpJson first() {
        return replicas.get(0);
    }

    /** The first answer, beginning with the one that answered last; without any, the last failure. */
    <T> T ask(Function<HttpJson, T> question) {
        int from = answered.get();
        StackException failure = new StackException("there is nobody to ask");
        for (int i = 0; i < replicas.size(); i++) {
            int next = (from + i) % replicas.size();
            try {
                T answer = question.apply(replicas.get(next));
                answered.set(next);
                return answer;
            } catch (StackException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
