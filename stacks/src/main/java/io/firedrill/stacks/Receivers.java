package io.firedrill.stacks;

import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.fault.ReceiverControl;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.inbox.InboxBehaviour;
import io.firedrill.stacks.sentry.SentryStandIn;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The receivers of a workspace as targets of faults: {@code alertmanager->oncall}, {@code alertmanager->oncall/slack}; and the error
 * tracker, {@code sentry}.
 */
record Receivers(Within within) {
    Map<String, ReceiverControl> of(AlertmanagerConfig config) {
        Map<String, ReceiverControl> controls = new HashMap<>();
        config.delivered().forEach((receiver, integrations) -> {
            String target = Blueprint.ALERTMANAGER + "->" + receiver;
            controls.put(target, new OfInbox(within.inbox(), receiver, Optional.empty()));
            integrations.forEach(each ->
                    controls.put(target + "/" + each, new OfInbox(within.inbox(), receiver, Optional.of(each))));
        });
        within.sentry().ifPresent(sentry -> controls.put(Blueprint.SENTRY, new OfSentry(sentry)));
        return controls;
    }

    /** What it does by itself, beside what is done to the link that leads there. */
    private record OfSentry(SentryStandIn sentry) implements ReceiverControl {
        private static final int TOO_MANY = 429;

        @Override
        public void fail(Fault.OfReceiver fault) {
            if (!(fault instanceof Fault.HttpStatus status) || status.status() != TOO_MANY) {
                throw new StackException(
                        "sentry cannot have fault '" + fault.kind() + "' (" + fault.describe()
                                + "); it can turn errors away with 429, and everything else is a fault of a link SERVICE->sentry");
            }
            sentry.limit(true);
        }

        @Override
        public void recover() {
            sentry.limit(false);
        }
    }

    private record OfInbox(Inbox inbox, String receiver, Optional<String> integration) implements ReceiverControl {
        @Override
        public void fail(Fault.OfReceiver fault) {
            inbox.behave(receiver, integration, behaviour(fault));
        }

        @Override
        public void recover() {
            inbox.restore(receiver, integration);
        }

        private static InboxBehaviour behaviour(Fault.OfReceiver fault) {
            if (fault instanceof Fault.HttpStatus status) {
                return new InboxBehaviour.Answer(status.status());
            }
            return fault instanceof Fault.Hang ? new InboxBehaviour.Hang() : new InboxBehaviour.Drop();
        }
    }
}
