package io.github.metabgm.core.sound;

/** A gain that moves to its target in a given time. */
final class Slope {
    private final double risePerMs;
    private final double fallPerMs;
    private double gain = 1;

    /** @param riseMs from 0 to 1 */
    Slope(double riseMs, double fallMs) {
        risePerMs = 1 / riseMs;
        fallPerMs = 1 / fallMs;
    }

    /**
     * @param target 0..1
     * @param ms since the last call
     */
    double toward(double target, long ms) {
        gain = gain < target ? Math.min(target, gain + ms * risePerMs) : Math.max(target, gain - ms * fallPerMs);
        return gain;
    }

    void jumpTo(double newGain) {
        gain = newGain;
    }
}
