package io.firedrill.stacks.platform;

/** Whether components can be started as containers here. */
public sealed interface ContainerOffer {
    /**
     * They can.
     *
     * @param platform where they are started; closed with the run
     * @param reason why, e.g. {@code a Docker engine answers at unix:///var/run/docker.sock and has every image}
     */
    record Ready(Platform platform, String reason) implements ContainerOffer {}

    /**
     * They cannot. Nothing is left of the attempt.
     *
     * @param reason the endpoint or image and what was seen, e.g.
     *     {@code no Docker engine answers at unix:///var/run/docker.sock (there is no such socket)}
     * @param remedy what to do about it
     */
    record Unavailable(String reason, String remedy) implements ContainerOffer {}
}
