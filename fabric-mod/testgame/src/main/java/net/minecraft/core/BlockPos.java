package net.minecraft.core;

public class BlockPos extends Vec3i {
    public BlockPos(int x, int y, int z) {
        super(x, y, z);
    }

    public static BlockPos containing(double x, double y, double z) {
        return new BlockPos((int) Math.floor(x), (int) Math.floor(y), (int) Math.floor(z));
    }

    public static class MutableBlockPos extends BlockPos {
        public MutableBlockPos() {
            super(0, 0, 0);
        }

        public BlockPos.MutableBlockPos set(int x, int y, int z) {
            move(x, y, z);
            return this;
        }
    }
}
