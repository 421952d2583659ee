package io.firedrill.stacks.platform;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import io.firedrill.stacks.StackException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The network of one run, and how this machine and its containers reach each other over it. Immutable.
 *
 * <p>Where the bridge is an interface of this machine, servers here listen on its address, and one container can have a
 * fixed address that is reached directly. Where the engine is in a virtual machine on this one (Docker Desktop),
 * containers reach loopback as {@code host.docker.internal}, and are reached through published ports alone.
 *
 * @param name the network's name
 * @param bind what servers inside this JVM listen on
 * @param host how containers reach this machine
 * @param direct the address that is reached directly; empty where none is
 */
record Bridge(String name, InetAddress bind, String host, Optional<String> direct) {
    static final String DESKTOP_HOST = "host.docker.internal";
    private static final int ATTEMPTS = 5;

    /** Empty, and nothing left, when containers of this engine cannot reach this machine. */
    static Optional<Bridge> create(DockerEngine engine, String run) {
        Network.Ipam.Config chosen = engine.createNetwork(run, Optional.empty());
        InetAddress gateway = gateway(chosen);
        if (isHere(gateway)) {
            Network.Ipam.Config fixed = fixed(engine, run, chosen);
            InetAddress here = gateway(fixed);
            return Optional.of(
                    new Bridge(run, here, here.getHostAddress(), Optional.of(last(String.valueOf(fixed.getSubnet())))));
        }
        if (engine.isDesktop()) {
            return Optional.of(new Bridge(run, InetAddress.getLoopbackAddress(), DESKTOP_HOST, Optional.empty()));
        }
        engine.removeNetwork(run);
        return Optional.empty();
    }

    /** Names that containers need to be told. */
    List<String> hosts() {
        return direct.isPresent() ? List.of() : List.of(DESKTOP_HOST + ":host-gateway");
    }

    /** An engine gives fixed addresses only in a network whose range was asked for; so its own choice is asked for. */
    private static Network.Ipam.Config fixed(DockerEngine engine, String run, Network.Ipam.Config chosen) {
        Network.Ipam.Config wanted = chosen;
        for (int attempt = 1; ; attempt++) {
            engine.removeNetwork(run);
            try {
                return engine.createNetwork(
                        run,
                        Optional.of(new Network.Ipam.Config()
                                .withSubnet(wanted.getSubnet())
                                .withGateway(gateway(wanted).getHostAddress())));
            } catch (DockerException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                // Somebody else was given the range meanwhile.
                wanted = engine.createNetwork(run, Optional.empty());
            }
        }
    }

    /** The last address of a range, since the engine gives the first ones to whoever has none. */
    static String last(String subnet) {
        String[] parts = subnet.split("/", 2);
        int first = ByteBuffer.wrap(parsed(parts[0]).getAddress()).getInt();
        int size = 1 << (32 - Integer.parseInt(parts[1]));
        byte[] address = ByteBuffer.allocate(4).putInt(first + size - 2).array();
        return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
    }

    private static boolean isHere(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static InetAddress gateway(Network.Ipam.Config config) {
        return parsed(String.valueOf(config.getGateway()).replaceAll("/.*", ""));
    }

    private static InetAddress parsed(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StackException("the Docker engine told '" + address + "' as an address of a network", e);
        }
    }
}
