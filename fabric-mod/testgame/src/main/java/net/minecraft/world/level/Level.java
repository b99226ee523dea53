package net.minecraft.world.level;

import net.minecraft.core.BlockPos;
import net.minecraft.core.registries.Registries;
import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.level.biome.Biome;

/** A dimension: clocks and weather. What it holds is the client level's. */
public abstract class Level implements LevelAccessor {
    public static final ResourceKey<Level> OVERWORLD = key("overworld");
    public static final ResourceKey<Level> NETHER = key("the_nether");
    public static final ResourceKey<Level> END = key("the_end");

    private static final float RAINING_ABOVE = 0.2f;
    private static final float THUNDERING_ABOVE = 0.9f;

    private final ResourceKey<Level> dimension;
    private long gameTime;
    private long overworldClockTime;
    private float rainLevel;
    private float thunderLevel;

    protected Level(ResourceKey<Level> dimension) {
        this.dimension = dimension;
    }

    private static ResourceKey<Level> key(String path) {
        return ResourceKey.create(Registries.DIMENSION, Identifier.withDefaultNamespace(path));
    }

    public ResourceKey<Level> dimension() {
        return dimension;
    }

    public boolean isClientSide() {
        return true;
    }

    public long getGameTime() {
        return gameTime;
    }

    public long getOverworldClockTime() {
        return overworldClockTime;
    }

    /** The Nether has no clock. */
    public long getDefaultClockTime() {
        return dimension == NETHER ? 0 : overworldClockTime;
    }

    /** @param ticks counted on over the days */
    public void setOverworldClockTime(long ticks) {
        overworldClockTime = ticks;
    }

    protected void tickTime() {
        gameTime++;
        overworldClockTime++;
    }

    public boolean canHaveWeather() {
        return dimension != NETHER && dimension != END;
    }

    public boolean isRaining() {
        return canHaveWeather() && getRainLevel(1) > RAINING_ABOVE;
    }

    public boolean isThundering() {
        return canHaveWeather() && getThunderLevel(1) > THUNDERING_ABOVE;
    }

    /** As the server said it last, also where there can be no weather: it tells all dimensions. */
    public float getRainLevel(float partialTick) {
        return rainLevel;
    }

    public float getThunderLevel(float partialTick) {
        return thunderLevel * rainLevel;
    }

    public void setRainLevel(float level) {
        rainLevel = Math.max(0, Math.min(1, level));
    }

    public void setThunderLevel(float level) {
        thunderLevel = Math.max(0, Math.min(1, level));
    }

    public Biome.Precipitation precipitationAt(BlockPos position) {
        return isRaining() && canSeeSky(position)
                ? getBiome(position).value().getPrecipitationAt(position, getSeaLevel())
                : Biome.Precipitation.NONE;
    }

    public boolean isRainingAt(BlockPos position) {
        return precipitationAt(position) == Biome.Precipitation.RAIN;
    }

    public boolean isLoaded(BlockPos position) {
        return !isOutsideBuildHeight(position.getY()) && hasLoadedChunk(position.getX() >> 4, position.getZ() >> 4);
    }

    public int getMinY() {
        return dimension == NETHER || dimension == END ? 0 : -64;
    }

    /** The highest block. */
    public int getMaxY() {
        return dimension == NETHER || dimension == END ? 255 : 319;
    }

    private boolean isOutsideBuildHeight(int y) {
        return y < getMinY() || y > getMaxY();
    }

    protected abstract boolean hasLoadedChunk(int chunkX, int chunkZ);
}
