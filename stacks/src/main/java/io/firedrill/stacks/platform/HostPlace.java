package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a process on this machine sees. Immutable.
 *
 * @param component whose place it is; its own ports are on loopback
 * @param folder the component's folder
 * @param host where servers inside this JVM listen
 * @param addresses host:port, by component and port
 */
record HostPlace(String component, Path folder, String host, Map<String, Map<String, String>> addresses)
        implements Place {
    static final String LOOPBACK = "127.0.0.1";

    @Override
    public String listen(String port) {
        return address(component, port);
    }

    @Override
    public int port(String port) {
        String address = listen(port);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
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
        return folder.resolve("files").resolve(name).toString();
    }

    @Override
    public String data() {
        return folder.resolve("data").toString();
    }

    /** The same folder: this JVM sees it all. */
    @Override
    public String shared() {
        return data();
    }
}
