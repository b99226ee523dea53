package net.minecraft.world.phys;

import io.github.metabgm.absent.Absent;

public class Vec3 {
    public final double x = Absent.number();

    public final double y = Absent.number();

    public final double z = Absent.number();
}
