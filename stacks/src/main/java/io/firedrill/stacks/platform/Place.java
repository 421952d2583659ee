package io.firedrill.stacks.platform;

/** Where things are, as one component sees them: on loopback natively, by host name between containers. */
public interface Place {
    /**
     * What the component binds one of its own ports to.
     *
     * @param port the port's name
     * @return host:port
     */
    String listen(String port);

    /**
     * The number of one of the component's own ports.
     *
     * @param port the port's name
     * @return the number to bind to
     */
    int port(String port);

    /**
     * How the component reaches a port of another one.
     *
     * @param component the other component
     * @param port the port's name
     * @return host:port
     */
    String address(String component, String port);

    /**
     * How the component reaches a server inside this JVM.
     *
     * @param port the port it listens on
     * @return host:port
     */
    String host(int port);

    /**
     * Where one of the component's files is.
     *
     * @param name as in {@link ComponentSpec#files()}
     * @return an absolute path
     */
    String file(String name);

    /**
     * Where the component may write.
     *
     * @return an absolute path of a folder that exists
     */
    String data();

    /**
     * Where the component may write what this JVM is to read: {@link Platform#shared} is the same folder.
     *
     * @return an absolute path of a folder that exists
     */
    String shared();
}
