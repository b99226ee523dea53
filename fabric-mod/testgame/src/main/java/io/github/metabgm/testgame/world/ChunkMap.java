package io.github.metabgm.testgame.world;

/** Which chunks the server has sent. */
public interface ChunkMap {
    boolean has(int chunkX, int chunkZ);
}
