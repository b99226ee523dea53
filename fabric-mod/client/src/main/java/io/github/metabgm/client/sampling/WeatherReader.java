package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;

/** The weather where the player is: a server tells its levels to all dimensions, and to deserts as well. */
final class WeatherReader implements Reader {
    private static final float THIS_TICK = 1;

    @Override
    public void read(Moment now, Sample sample) {
        if (now.biome != null) {
            sample.weather(now.level.canHaveWeather() ? weather(now) : Weather.CLEAR);
        }
    }

    private static Weather weather(Moment now) {
        Weather told = Weather.of(
                now.level.getRainLevel(THIS_TICK), now.level.getThunderLevel(THIS_TICK), Double.NaN);
        if (told != Weather.RAIN || now.precipitation == null) {
            return told;
        }
        if (now.precipitation.equals(Biome.NO_PRECIPITATION)) {
            return Weather.CLEAR;
        }
        return now.precipitation.equals(Biome.SNOW) ? Weather.SNOW : Weather.RAIN;
    }
}
