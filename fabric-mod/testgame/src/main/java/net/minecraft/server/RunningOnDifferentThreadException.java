package net.minecraft.server;

/** Ends the handling of a packet on the network's thread once it is handed over to the game's. */
public final class RunningOnDifferentThreadException extends RuntimeException {
    public static final RunningOnDifferentThreadException RUNNING_ON_DIFFERENT_THREAD =
            new RunningOnDifferentThreadException();

    private static final long serialVersionUID = 1L;

    private RunningOnDifferentThreadException() {
        super(null, null, false, false);
    }
}
