package net.minecraft.core.registries;

import io.github.metabgm.absent.Absent;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.level.biome.Biome;

public class Registries {
    public static final ResourceKey<Biome> BIOME = Absent.value();
}
