package io.firedrill.stacks.platform;

import java.util.Map;

/** Looks up where a port of a component is. */
final class Addresses {
    private Addresses() {}

    static String of(Map<String, Map<String, String>> addresses, String component, String port) {
        String address = addresses.getOrDefault(component, Map.of()).get(port);
        if (address == null) {
            throw new IllegalStateException("there is no port " + component + ":" + port + " among " + addresses);
        }
        return address;
    }
}
