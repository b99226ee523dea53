package net.minecraft.world.level.biome;

import net.minecraft.core.BlockPos;

/** A climate. The game's noise on the height of the snow line is left out. */
public final class Biome {
    private static final float SNOW_BELOW = 0.15f;
    private static final int COOLING_BEGINS_ABOVE_SEA = 17;
    private static final float COOLING_PER_BLOCK = 0.05f / 40;

    private final float baseTemperature;
    private final boolean hasPrecipitation;

    public Biome(float baseTemperature, boolean hasPrecipitation) {
        this.baseTemperature = baseTemperature;
        this.hasPrecipitation = hasPrecipitation;
    }

    public float getBaseTemperature() {
        return baseTemperature;
    }

    public boolean hasPrecipitation() {
        return hasPrecipitation;
    }

    public Biome.Precipitation getPrecipitationAt(BlockPos position, int seaLevel) {
        if (!hasPrecipitation) {
            return Precipitation.NONE;
        }
        int above = Math.max(0, position.getY() - seaLevel - COOLING_BEGINS_ABOVE_SEA);
        return baseTemperature - above * COOLING_PER_BLOCK < SNOW_BELOW ? Precipitation.SNOW : Precipitation.RAIN;
    }

    public enum Precipitation {
        NONE,
        RAIN,
        SNOW;
    }
}
