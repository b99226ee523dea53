package net.minecraft.world.entity;

import io.github.metabgm.absent.Absent;
import java.util.UUID;
import net.minecraft.core.BlockPos;

public abstract class Entity {
    public final double getX() {
        throw Absent.body();
    }

    public final double getY() {
        throw Absent.body();
    }

    public final double getZ() {
        throw Absent.body();
    }

    public BlockPos blockPosition() {
        throw Absent.body();
    }

    public float getYRot() {
        throw Absent.body();
    }

    public boolean onGround() {
        throw Absent.body();
    }

    public boolean isOnFire() {
        throw Absent.body();
    }

    public boolean isInWater() {
        throw Absent.body();
    }

    public boolean isInWaterOrRain() {
        throw Absent.body();
    }

    public boolean isInLava() {
        throw Absent.body();
    }

    public boolean isSprinting() {
        throw Absent.body();
    }

    public boolean isSwimming() {
        throw Absent.body();
    }

    public boolean isCrouching() {
        throw Absent.body();
    }

    public Entity getVehicle() {
        throw Absent.body();
    }

    public int getTicksFrozen() {
        throw Absent.body();
    }

    public final boolean isRemoved() {
        throw Absent.body();
    }

    public int getId() {
        throw Absent.body();
    }

    public EntityType<?> getType() {
        throw Absent.body();
    }

    public UUID getUUID() {
        throw Absent.body();
    }
}
