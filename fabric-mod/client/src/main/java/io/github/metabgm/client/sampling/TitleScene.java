package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import java.time.LocalTime;
import java.util.List;

/** What there is to tell while no world is open. For the game's thread. */
public final class TitleScene {
    /** Stands for the biome and the dimension. */
    public static final String KEY = "metabgm:title_screen";

    private static final LocalTime DAY_BEGINS = LocalTime.of(6, 0);
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int TICKS_PER_DAY = 24_000;
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
        SAMPLE.timeOfDay(ticksAt(LocalTime.now()));
        SAMPLE.weather(Weather.CLEAR);
        return SAMPLE;
    }

    /** The player's own hour of the day; the game's day begins at six. */
    private static long ticksAt(LocalTime time) {
        long secondsFromSix = time.toSecondOfDay() + SECONDS_PER_DAY - DAY_BEGINS.toSecondOfDay();
        return secondsFromSix % SECONDS_PER_DAY * TICKS_PER_DAY / SECONDS_PER_DAY;
    }
}
