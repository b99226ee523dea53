package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.util.List;

/** What there is to tell while no world is open. For the game's thread. */
public final class TitleScene {
    /** Stands for the biome and the dimension. */
    public static final String KEY = "metabgm:title_screen";

    private static final Biome BIOME = new Biome(KEY, List.of(), Double.NaN, null);
    private static final Sample SAMPLE = new Sample();

    private TitleScene() {}

    /**
     * @param timeMs the mod's monotonic clock
     * @return the same object each time, filled anew
     */
    public static Sample sample(long timeMs) {
        SAMPLE.reset(timeMs);
        SAMPLE.biome(BIOME);
        SAMPLE.dimension(KEY);
        SAMPLE.weather(Weather.CLEAR);
        return SAMPLE;
    }
}
