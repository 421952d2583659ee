package io.firedrill.stacks;

import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.fault.ReceiverControl;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.inbox.InboxBehaviour;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The receivers of a workspace as targets of faults: {@code alertmanager->oncall}, {@code alertmanager->oncall/slack}. */
record Receivers(Inbox inbox) {
    Map<String, ReceiverControl> of(AlertmanagerConfig config) {
        Map<String, ReceiverControl> controls = new HashMap<>();
        config.delivered().forEach((receiver, integrations) -> {
            String target = Blueprint.ALERTMANAGER + "->" + receiver;
            controls.put(target, new OfInbox(inbox, receiver, Optional.empty()));
            integrations.forEach(
                    each -> controls.put(target + "/" + each, new OfInbox(inbox, receiver, Optional.of(each))));
        });
        return controls;
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
