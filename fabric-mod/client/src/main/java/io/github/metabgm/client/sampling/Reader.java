package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;

/** Reads one thing of the game each tick. Most are made anew for every level, so that they need not forget. */
interface Reader {
    void read(Moment now, Sample sample);
}
