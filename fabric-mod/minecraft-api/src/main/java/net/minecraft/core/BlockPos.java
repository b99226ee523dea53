package net.minecraft.core;

import io.github.metabgm.absent.Absent;

public class BlockPos extends Vec3i {
    public static class MutableBlockPos extends BlockPos {
        public MutableBlockPos() {
            throw Absent.body();
        }

        public BlockPos.MutableBlockPos set(int x, int y, int z) {
            throw Absent.body();
        }
    }
}
