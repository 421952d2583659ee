package io.firedrill.stacks.fault;

/** How one receiver of notifications, or one integration of it, is broken and mended. Implementations are thread-safe. */
public interface ReceiverControl {
    /**
     * Treats every notification like this from now on.
     *
     * @param fault how
     */
    void fail(Fault.OfReceiver fault);

    /** Takes notifications again, as the real service would; what hangs is dropped. */
    void recover();
}
