package io.firedrill.stacks.workspace;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the notifications of a system that already runs are taken as well, by a webhook receiver of its own. Immutable.
 *
 * @param bind an address of this machine, and a port
 * @param bearer what whoever delivers must show; empty if anybody may, who reaches that port
 */
public record RemoteInbox(InetSocketAddress bind, Optional<String> bearer) {
    private static final Pattern LISTEN = Pattern.compile("\\[?([\\w.:-]+?)\\]?:(\\d{1,5})");

    static Optional<RemoteInbox> read(Section remote, AccessReader accesses) {
        try (Section inbox = remote.section("inbox")) {
            Optional<String> bearer = accesses.secret(inbox, "bearer");
            Optional<String> listen = inbox.string("listen");
            if (bearer.isPresent() && listen.isEmpty()) {
                throw inbox.error("bearer", "stands without an address; add listen: \"0.0.0.0:9099\"");
            }
            return listen.map(written -> new RemoteInbox(address(inbox, written), bearer));
        }
    }

    private static InetSocketAddress address(Section inbox, String written) {
        Matcher address = LISTEN.matcher(written);
        if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
            throw inbox.error("listen", "must be an address of this machine and a port, but was '" + written + "'");
        }
        return new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return bind + (bearer.isPresent() ? ", with a bearer token" : "");
    }
}
