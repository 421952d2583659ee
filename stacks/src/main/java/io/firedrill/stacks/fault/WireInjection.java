package io.firedrill.stacks.fault;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fault that Toxiproxy applies to a connection. */
final class WireInjection implements ActiveFault.Injection {
    private final URI api;
    private final String link;
    private final String proxyName;
    private final Fault.Wire fault;
    private final List<Toxic> toxics = new ArrayList<>();

    WireInjection(URI api, String link, String proxyName, Fault.Wire fault) {
        this.api = api;
        this.link = link;
        this.proxyName = proxyName;
        this.fault = fault;
    }

    @Override
    public void apply() {
        try {
            Proxy proxy = proxy();
            if (fault instanceof Fault.Refuse) {
                proxy.disable();
                return;
            }
            for (ToxicDirection direction : directions()) {
                toxics.add(add(proxy.toxics(), direction));
            }
        } catch (IOException e) {
            StackException failure = failure("apply", e);
            undo(failure);
            throw failure;
        }
    }

    @Override
    public void revert() {
        try {
            if (fault instanceof Fault.Refuse) {
                proxy().enable();
            }
            while (!toxics.isEmpty()) {
                toxics.get(0).remove();
                toxics.remove(0);
            }
        } catch (IOException e) {
            throw failure("revert", e);
        }
    }

    @Override
    public String system() {
        return "toxiproxy";
    }

    @Override
    public String locator() {
        String proxy = api + "/proxies/" + proxyName;
        return "POST " + (fault instanceof Fault.Refuse ? proxy + " enabled=false" : proxy + "/toxics " + fault.kind());
    }

    private Proxy proxy() throws IOException {
        return new ToxiproxyClient(api.getHost(), api.getPort()).getProxy(proxyName);
    }

    private List<ToxicDirection> directions() {
        if (fault instanceof Fault.Latency) {
            return List.of(ToxicDirection.DOWNSTREAM);
        }
        if (fault instanceof Fault.Reset) {
            return List.of(ToxicDirection.UPSTREAM);
        }
        return List.of(ToxicDirection.UPSTREAM, ToxicDirection.DOWNSTREAM);
    }

    private Toxic add(ToxicList to, ToxicDirection direction) throws IOException {
        String name = "firedrill-" + fault.kind() + "-" + direction.name().toLowerCase(Locale.ROOT);
        if (fault instanceof Fault.Latency latency) {
            return to.latency(name, direction, latency.by().toMillis());
        }
        if (fault instanceof Fault.Bandwidth bandwidth) {
            return to.bandwidth(name, direction, bandwidth.kilobytesPerSecond());
        }
        return fault instanceof Fault.Reset ? to.resetPeer(name, direction, 0) : to.timeout(name, direction, 0);
    }

    private void undo(StackException failure) {
        for (Toxic toxic : toxics) {
            try {
                toxic.remove();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private StackException failure(String what, IOException cause) {
        return new StackException(
                "Toxiproxy at " + api + " did not " + what + " fault '" + fault.kind() + "' on link " + link
                        + " (proxy '" + proxyName + "'): " + cause.getMessage()
                        + "; check that it runs and knows this proxy",
                cause);
    }
}
