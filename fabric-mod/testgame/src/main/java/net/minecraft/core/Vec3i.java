package net.minecraft.core;

public class Vec3i {
    private int x;
    private int y;
    private int z;

    public Vec3i(int x, int y, int z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    public int getX() {
        return x;
    }

    public int getY() {
        return y;
    }

    public int getZ() {
        return z;
    }

    protected void move(int newX, int newY, int newZ) {
        x = newX;
        y = newY;
        z = newZ;
    }
}
