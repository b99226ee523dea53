package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;

final class ClockReader implements Reader {
    @Override
    public void read(Moment now, Sample sample) {
        sample.timeOfDay(now.level.getOverworldClockTime());
    }
}
