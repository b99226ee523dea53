package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Sample;

final class DimensionReader implements Reader {
    private String dimension;

    @Override
    public void read(Moment now, Sample sample) {
        if (dimension == null) {
            dimension = GameNames.full(now.level.dimension().identifier());
        }
        sample.dimension(dimension);
    }
}
