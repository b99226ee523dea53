package io.github.metabgm.client;

/**
 * One thing the adapter does with the game, walled in: a class or member that this version of the game lacks, or
 * an exception that comes back again and again, switches off this part and nothing else, and nothing of it reaches
 * the game. Belongs to one thread.
 */
public final class Part {
    /** A world that is being left may break a tick or two; what fails longer than this will go on failing. */
    static final int EXCEPTIONS_BORNE = 20;

    private final String name;
    private final Faults faults;
    private int exceptions;
    private boolean off;

    /** @param name the rest of the translation key {@code metabgm.part.NAME} */
    public Part(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    public boolean isOff() {
        return off;
    }

    /** Does the work unless the part is off; allocates nothing while all goes well. */
    public void run(Runnable work) {
        if (off) {
            return;
        }
        try {
            work.run();
        } catch (LinkageError missing) {
            off = true;
            faults.lacking(name, missing);
        } catch (RuntimeException fault) {
            exceptions++;
            off = exceptions >= EXCEPTIONS_BORNE;
            faults.failed(name, fault, exceptions, off);
        }
    }
}
