package net.minecraft.client.multiplayer;

import io.github.metabgm.absent.Absent;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;

public class ClientLevel extends Level {
    public Iterable<Entity> entitiesForRendering() {
        throw Absent.body();
    }

    public int getSeaLevel() {
        throw Absent.body();
    }
}
