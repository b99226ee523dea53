package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.Biome;
import io.github.metabgm.core.scene.BiomeTags;
import java.util.List;
import java.util.Optional;
import net.minecraft.core.Holder;

/** A biome of the registry, made out once, and once more for each precipitation that its heights have. */
final class KnownBiome {
    private final Biome untold;
    private Biome dry;
    private Biome rainy;
    private Biome snowy;

    KnownBiome(Holder<net.minecraft.world.level.biome.Biome> holder) {
        List<String> tags =
                BiomeTags.forScene(holder.tags().map(tag -> tag.location().toString()));
        double temperature = holder.value().getBaseTemperature();
        untold = key(holder).map(key -> new Biome(key, tags, temperature, null)).orElse(null);
    }

    /** @return empty where the biome has no name, as one that a server made on the spot */
    static Optional<String> key(Holder<net.minecraft.world.level.biome.Biome> holder) {
        return holder.unwrapKey().map(key -> GameNames.full(key.identifier()));
    }

    /**
     * @param precipitation one of the core's constants, or null
     * @return the same object each time; null where the biome has no name
     */
    Biome with(String precipitation) {
        if (precipitation == null || untold == null) {
            return untold;
        }
        if (precipitation.equals(Biome.SNOW)) {
            snowy = snowy == null ? told(precipitation) : snowy;
            return snowy;
        }
        if (precipitation.equals(Biome.RAIN)) {
            rainy = rainy == null ? told(precipitation) : rainy;
            return rainy;
        }
        dry = dry == null ? told(precipitation) : dry;
        return dry;
    }

    private Biome told(String precipitation) {
        return new Biome(untold.key(), untold.tags(), untold.temperature(), precipitation);
    }
}
