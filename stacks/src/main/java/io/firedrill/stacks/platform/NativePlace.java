package io.firedrill.stacks.platform;

import java.nio.file.Path;
import java.util.Map;

/** Everything on loopback, on the reserved ports. Immutable. */
record NativePlace(String component, Path folder, Map<String, Map<String, Integer>> ports) implements Place {
    static final String HOST = "127.0.0.1";

    @Override
    public String listen(String port) {
        return address(component, port);
    }

    @Override
    public int port(String port) {
        return number(component, port);
    }

    @Override
    public String address(String other, String port) {
        return HOST + ":" + number(other, port);
    }

    @Override
    public String host(int port) {
        return HOST + ":" + port;
    }

    @Override
    public String file(String name) {
        return folder.resolve("files").resolve(name).toString();
    }

    @Override
    public String data() {
        return folder.resolve("data").toString();
    }

    private int number(String other, String port) {
        Integer number = ports.getOrDefault(other, Map.of()).get(port);
        if (number == null) {
            throw new IllegalStateException("there is no port " + other + ":" + port + " among " + ports);
        }
        return number;
    }
}
