package io.firedrill.stacks;

import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.sentry.SentryStandIn;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * What is reached through links and runs in this JVM.
 *
 * @param inbox where notifications arrive
 * @param sentry where errors are reported; empty if no service does
 */
record Within(Inbox inbox, Optional<SentryStandIn> sentry) {
    int port(Hop hop) {
        return address(hop.name().substring(hop.name().indexOf("->") + 2)).getPort();
    }

    URI url(String callee) {
        InetSocketAddress at = address(callee);
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
    }

    private InetSocketAddress address(String callee) {
        return switch (callee) {
            case Blueprint.MAIL_INBOX -> inbox.mailAddress();
            case Blueprint.SENTRY -> sentry.orElseThrow().address();
            default -> inbox.httpAddress();
        };
    }
}
