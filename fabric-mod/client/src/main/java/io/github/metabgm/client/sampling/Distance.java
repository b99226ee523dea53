package io.github.metabgm.client.sampling;

import net.minecraft.world.entity.Entity;

final class Distance {
    private Distance() {}

    /** @return blocks from feet to feet */
    static double between(Entity one, Entity other) {
        double dx = one.getX() - other.getX();
        double dy = one.getY() - other.getY();
        double dz = one.getZ() - other.getZ();
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
