package io.github.metabgm.testgame.world;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import net.minecraft.core.Holder;
import net.minecraft.core.registries.Registries;
import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;
import net.minecraft.tags.TagKey;
import net.minecraft.world.level.biome.Biome;

/** Entries of a biome registry. */
public final class StandInBiomes {
    public static final Holder<Biome> PLAINS = of("minecraft:plains", 0.8f, true, "minecraft:is_overworld");

    private StandInBiomes() {}

    /** A new entry: registries hold one of each, so keep what this returns. */
    public static Holder<Biome> of(String key, float temperature, boolean hasPrecipitation, String... tags) {
        Set<TagKey<Biome>> keys = Arrays.stream(tags)
                .map(tag -> TagKey.<Biome>create(Registries.BIOME, Identifier.parse(tag)))
                .collect(Collectors.toSet());
        ResourceKey<Biome> name = ResourceKey.create(Registries.BIOME, Identifier.parse(key));
        return new Holder.Reference<>(name, new Biome(temperature, hasPrecipitation), keys);
    }
}
