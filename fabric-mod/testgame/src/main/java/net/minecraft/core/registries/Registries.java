package net.minecraft.core.registries;

import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.effect.MobEffect;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.biome.Biome;

public class Registries {
    public static final ResourceKey<Biome> BIOME = key("worldgen/biome");
    public static final ResourceKey<Level> DIMENSION = key("dimension");
    public static final ResourceKey<MobEffect> MOB_EFFECT = key("mob_effect");

    private static <T> ResourceKey<T> key(String path) {
        return ResourceKey.createRegistryKey(Identifier.withDefaultNamespace(path));
    }
}
