package net.minecraft.world.level;

public interface LevelAccessor extends LevelReader {
}
