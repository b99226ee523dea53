package io.github.metabgm.player.trace;

/** A place in blocks: x to the east, y up, z to the south. */
public record Point(double x, double y, double z) {
    double distanceTo(Point other) {
        return Math.hypot(Math.hypot(other.x - x, other.z - z), other.y - y);
    }

    /** @param share 0 here, 1 there */
    Point towards(Point there, double share) {
        return new Point(x + (there.x - x) * share, y + (there.y - y) * share, z + (there.z - z) * share);
    }
}
