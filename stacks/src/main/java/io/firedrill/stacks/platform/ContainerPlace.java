package io.firedrill.stacks.platform;

import java.util.Map;

/**
 * What a component in a container sees. It listens on all addresses, which are those of its own network alone. Immutable.
 *
 * @param spec whose place it is
 * @param host how this machine is reached
 * @param addresses host:port, by component and port
 */
record ContainerPlace(ComponentSpec spec, String host, Map<String, Map<String, String>> addresses) implements Place {
    static final String ROOT = "/firedrill";
    static final String SHARED = ROOT + "/shared";

    @Override
    public String listen(String port) {
        return "0.0.0.0:" + port(port);
    }

    @Override
    public int port(String port) {
        return spec.ports().stream()
                .filter(candidate -> candidate.name().equals(port))
                .map(ComponentSpec.Port::number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(spec.name() + " has no port " + port));
    }

    @Override
    public String address(String other, String port) {
        return Addresses.of(addresses, other, port);
    }

    @Override
    public String host(int port) {
        return host + ":" + port;
    }

    @Override
    public String file(String name) {
        return ROOT + "/files/" + name;
    }

    @Override
    public String data() {
        return ROOT + "/data";
    }

    @Override
    public String shared() {
        return SHARED;
    }

    /** What must be in the container before it starts; readable, and the data writable, for whoever the image runs as. */
    byte[] archive() {
        Archive archive =
                new Archive().folder(ROOT, 0755).folder(ROOT + "/files", 0755).folder(data(), 0777);
        spec.files().forEach((name, text) -> archive.file(file(name), text.apply(this)));
        return archive.bytes();
    }
}
