package net.minecraft.client.multiplayer;

import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.ChunkMap;
import io.github.metabgm.testgame.world.SkyLightMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minecraft.core.BlockPos;
import net.minecraft.core.Holder;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.LightLayer;
import net.minecraft.world.level.biome.Biome;

/** The dimension as this client knows it: the chunks that the server sent, their biomes and light, the entities. */
public class ClientLevel extends Level {
    private final Map<Integer, Entity> entities = new LinkedHashMap<>();
    private BiomeMap biomes = BiomeMap.everywhere(StandInBiomes.PLAINS);
    private ChunkMap chunks = (x, z) -> true;
    private SkyLightMap skyLight;

    public ClientLevel(ResourceKey<Level> dimension) {
        super(dimension);
        int light = dimension == NETHER ? 0 : FULL_LIGHT;
        skyLight = position -> light;
    }

    public void setBiomes(BiomeMap map) {
        biomes = map;
    }

    public void setChunks(ChunkMap map) {
        chunks = map;
    }

    public void setSkyLight(SkyLightMap map) {
        skyLight = map;
    }

    public void addEntity(Entity entity) {
        entities.put(entity.getId(), entity);
    }

    public void removeEntity(int id) {
        Entity entity = entities.remove(id);
        if (entity != null) {
            entity.setRemoved();
        }
    }

    /** Time goes on and every entity lives a tick. */
    public void tick() {
        tickTime();
        List.copyOf(entities.values()).forEach(Entity::tick);
    }

    /** Those in it, the player among them. */
    public Iterable<Entity> entitiesForRendering() {
        return entities.values();
    }

    public List<Entity> entities() {
        return new ArrayList<>(entities.values());
    }

    /** Null when there is none of that id. */
    public Entity getEntity(int id) {
        return entities.get(id);
    }

    @Override
    public int getSeaLevel() {
        return dimension() == NETHER ? 32 : dimension() == END ? 0 : 63;
    }

    /** Plains where the chunk is not there, and no word that it is not. */
    @Override
    public Holder<Biome> getNoiseBiome(int quartX, int quartY, int quartZ) {
        return hasLoadedChunk(quartX >> 2, quartZ >> 2)
                ? biomes.at(quartX, quartY, quartZ)
                : StandInBiomes.PLAINS;
    }

    @Override
    public int getBrightness(LightLayer layer, BlockPos position) {
        return layer == LightLayer.SKY ? skyLight.at(position) : 0;
    }

    @Override
    protected boolean hasLoadedChunk(int chunkX, int chunkZ) {
        return chunks.has(chunkX, chunkZ);
    }
}
