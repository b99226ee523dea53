package net.minecraft.world.level;

import io.github.metabgm.absent.Absent;
import net.minecraft.core.BlockPos;
import net.minecraft.resources.ResourceKey;

public abstract class Level implements LevelAccessor {
    public ResourceKey<Level> dimension() {
        throw Absent.body();
    }

    public long getOverworldClockTime() {
        throw Absent.body();
    }

    public boolean canHaveWeather() {
        throw Absent.body();
    }

    public float getRainLevel(float partialTick) {
        throw Absent.body();
    }

    public float getThunderLevel(float partialTick) {
        throw Absent.body();
    }

    public boolean isLoaded(BlockPos pos) {
        throw Absent.body();
    }

    public static final ResourceKey<Level> NETHER = Absent.value();

    public static final ResourceKey<Level> END = Absent.value();
}
