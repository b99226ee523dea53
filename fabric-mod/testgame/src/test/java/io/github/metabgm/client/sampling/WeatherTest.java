package io.github.metabgm.client.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.core.scene.Weather;
import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import net.minecraft.core.Holder;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.biome.Biome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherTest {
    private final Stage stage = new Stage();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.8, true, 64, CLEAR",
        "0.2, 0, 0.8, true, 64, CLEAR",
        "0.3, 0, 0.8, true, 64, RAIN",
        "1, 1, 0.8, true, 64, THUNDER",
        "1, 0.1, 0.8, true, 64, RAIN",
        "1, 0, 2, false, 64, CLEAR",
        "1, 1, 2, false, 64, THUNDER",
        "1, 0, 0, true, 64, SNOW",
        "1, 0, 0.25, true, 64, RAIN",
        "1, 0, 0.25, true, 200, SNOW",
    })
    void byLevelsAndWhatFallsHere(
            float rain, float thunder, float temperature, boolean precipitation, double y, Weather expected) {
        Holder<Biome> biome = StandInBiomes.of("a_pack:here", temperature, precipitation);
        stage.level().setBiomes(BiomeMap.everywhere(biome));
        stage.level().setRainLevel(rain);
        stage.level().setThunderLevel(thunder);
        stage.player().setPos(0, y, 0);
        assertEquals(expected, stage.tick().weather());
    }

    @Test
    void whereThereIsNoWeatherTheRainOfElsewhereDoesNotCount() {
        stage.enter(Level.NETHER);
        stage.level().setRainLevel(1);
        stage.level().setThunderLevel(1);
        assertEquals(Weather.CLEAR, stage.tick().weather());
    }

    @Test
    void theClockIsTheOverworldsAndCountsOn() {
        stage.level().setOverworldClockTime(5 * 24_000 + 17_999);
        assertEquals(5 * 24_000 + 18_000, stage.tick().timeOfDay());
        stage.enter(Level.NETHER);
        stage.level().setOverworldClockTime(999);
        assertEquals(1_000, stage.tick().timeOfDay());
    }
}
