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
 * <p>Where the bridge is an interface of this machine, both speak directly: containers have fixed addresses, nothing is
 * published, and servers here listen on the bridge's own address. So a refused or reset connection is seen as such on both
 * sides, which it is not through the engine's port forwarding. Where the engine is in a virtual machine on this one
 * (Docker Desktop), ports are published on loopback and containers reach loopback as {@code host.docker.internal}.
 *
 * @param name the network's name
 * @param bind what servers inside this JVM listen on
 * @param host how containers reach this machine
 * @param addresses the network's addresses; empty when containers are not reached directly
 */
record Bridge(String name, InetAddress bind, String host, Optional<Subnet> addresses) {
    private static final String DESKTOP_HOST = "host.docker.internal";
    private static final int ATTEMPTS = 5;

    /** A range of addresses: the first, which is the network's own, and how many there are. */
    record Subnet(int first, int size) {
        static Subnet parse(String text) {
            String[] parts = text.split("/", 2);
            int bits = Integer.parseInt(parts[1]);
            return new Subnet(ByteBuffer.wrap(parsed(parts[0]).getAddress()).getInt(), 1 << Math.min(30, 32 - bits));
        }

        /** The address of one container, counted from 0; the bridge has the one before. */
        String container(int index) {
            if (index + 3 >= size) {
                throw new StackException("the Docker engine's networks have only " + size
                        + " addresses; widen default-address-pools in its daemon.json");
            }
            byte[] address = ByteBuffer.allocate(4).putInt(first + 2 + index).array();
            try {
                return InetAddress.getByAddress(address).getHostAddress();
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
    }

    /** Empty, and nothing left, when containers of this engine cannot reach this machine. */
    static Optional<Bridge> create(DockerEngine engine, String run) {
        Network.Ipam.Config chosen = engine.createNetwork(run, Optional.empty());
        InetAddress gateway = gateway(chosen);
        if (isHere(gateway)) {
            Network.Ipam.Config fixed = fixed(engine, run, chosen);
            InetAddress here = gateway(fixed);
            return Optional.of(new Bridge(
                    run, here, here.getHostAddress(), Optional.of(Subnet.parse(String.valueOf(fixed.getSubnet())))));
        }
        if (engine.isDesktop()) {
            return Optional.of(new Bridge(run, InetAddress.getLoopbackAddress(), DESKTOP_HOST, Optional.empty()));
        }
        engine.removeNetwork(run);
        return Optional.empty();
    }

    /** Names that containers need to be told. */
    List<String> hosts() {
        return addresses.isPresent() ? List.of() : List.of(DESKTOP_HOST + ":host-gateway");
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
