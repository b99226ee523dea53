package io.github.metabgm.core.sound;

/**
 * Keeps one stream playing in a sound engine that drops it at will: when the level changes, the resources are loaded
 * anew, the device changes or the game stood still. Counts in ticks.
 */
public final class StreamKeeper {
    /** What to do now. */
    public enum Step {
        NONE,
        START,
        STOP
    }

    /** Until then a stream that was started need not show as active. */
    private static final int GRACE_TICKS = 40;
    /** A stream that held for this long was no failure. */
    private static final int HELD_TICKS = 100;
    private static final int FIRST_WAIT_TICKS = 10;
    private static final int LONGEST_WAIT_TICKS = 100;
    /** A stream that nobody wants keeps one of the engine's few channels for no longer than this. */
    private static final int LINGER_TICKS = 200;
    /** Without a stream for longer than this, the music is not to be reckoned with. */
    private static final int LOST_TICKS = 200;

    private boolean on;
    private boolean seen;
    private int ticksOn;
    private int waitTicks;
    private int nextWaitTicks = FIRST_WAIT_TICKS;
    private int unwantedTicks = LINGER_TICKS;
    private int lostTicks = LOST_TICKS;

    /**
     * @param wanted whether music is to be heard
     * @param isActive whether the engine plays the stream that was started last
     */
    public Step tick(boolean wanted, boolean isActive) {
        boolean active = on && isActive;
        unwantedTicks = wanted ? 0 : Math.min(unwantedTicks + 1, LINGER_TICKS);
        lostTicks = active ? 0 : Math.min(lostTicks + 1, LOST_TICKS);
        waitTicks = Math.max(0, waitTicks - 1);
        if (on && unwantedTicks >= LINGER_TICKS) {
            on = false;
            return Step.STOP;
        }
        if (on) {
            watch(active);
        }
        return !on && wanted && waitTicks == 0 ? Step.START : Step.NONE;
    }

    private void watch(boolean active) {
        ticksOn++;
        if (active) {
            seen = true;
        } else if (seen || ticksOn >= GRACE_TICKS) {
            on = false;
            if (ticksOn >= HELD_TICKS) {
                nextWaitTicks = FIRST_WAIT_TICKS;
            } else {
                backOff();
            }
        }
    }

    private void backOff() {
        waitTicks = nextWaitTicks;
        nextWaitTicks = Math.min(LONGEST_WAIT_TICKS, 2 * nextWaitTicks);
    }

    /** What came of {@link Step#START}. @param accepted whether the engine took the stream */
    public void started(boolean accepted) {
        on = accepted;
        seen = false;
        ticksOn = 0;
        if (!accepted) {
            backOff();
        }
    }

    /** Whether the stream plays, or did a short while ago. */
    public boolean isThere() {
        return lostTicks < LOST_TICKS;
    }

    /** Whether it plays now. */
    public boolean isPlaying() {
        return lostTicks == 0;
    }
}
