package io.github.metabgm.core.audio;

/**
 * How gain follows the position 0..1 of a fade. The same curve serves both directions: a sine walked backwards is
 * the matching cosine, so two tracks that cross on {@link #EQUAL_POWER} keep the sum of their powers.
 */
public enum Curve {
    EQUAL_POWER("equal_power") {
        @Override
        double gain(double position) {
            return Math.sin(Math.PI / 2 * position);
        }

        @Override
        double position(double gain) {
            return Math.asin(gain) * 2 / Math.PI;
        }
    },
    LINEAR("linear") {
        @Override
        double gain(double position) {
            return position;
        }

        @Override
        double position(double gain) {
            return gain;
        }
    };

    private final String key;

    Curve(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** @param position 0..1 */
    abstract double gain(double position);

    /** Inverse of {@link #gain}. */
    abstract double position(double gain);
}
