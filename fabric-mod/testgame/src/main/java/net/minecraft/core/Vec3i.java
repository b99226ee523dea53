package net.minecraft.core;

import io.github.metabgm.absent.Absent;

public class Vec3i {
    public int getX() {
        throw Absent.body();
    }

    public int getY() {
        throw Absent.body();
    }

    public int getZ() {
        throw Absent.body();
    }
}
