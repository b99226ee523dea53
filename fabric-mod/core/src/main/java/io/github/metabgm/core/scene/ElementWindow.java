package io.github.metabgm.core.scene;

import java.util.Map;

/** One element of a scene, aggregated over the samples of a window. */
interface ElementWindow {
    void add(Sample sample);

    /** Back to a window without samples. */
    void clear();

    /**
     * Whether the element holds all that a scene must tell. Labels that always add up to 100 are a must, the rest
     * is left out where unknown.
     */
    default boolean isComplete() {
        return true;
    }

    /** Labels to percent, quantities to doubles, in table order. */
    Map<String, Object> labels();
}
