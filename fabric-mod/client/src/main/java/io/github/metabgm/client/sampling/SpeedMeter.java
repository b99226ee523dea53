package io.github.metabgm.client.sampling;

import net.minecraft.world.entity.Entity;

/** Speed from places, tick by tick: several ticks may come in one frame, so the clock would lie. */
final class SpeedMeter {
    private static final double TICKS_PER_SECOND = 20;
    /** Twice as fast as anything falls or flies: farther within a tick is a jump from place to place. */
    private static final double JUMP_BLOCKS = 8;

    private Entity last;
    private double x;
    private double y;
    private double z;

    /** @return blocks per second since the last call; NaN after a jump, and when another moves than before */
    double speed(Entity mover) {
        double dx = mover.getX() - x;
        double dy = mover.getY() - y;
        double dz = mover.getZ() - z;
        double blocks = Math.sqrt(dx * dx + dy * dy + dz * dz);
        boolean moved = mover == last && blocks <= JUMP_BLOCKS;
        last = mover;
        x += dx;
        y += dy;
        z += dz;
        return moved ? blocks * TICKS_PER_SECOND : Double.NaN;
    }
}
