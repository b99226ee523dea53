package net.minecraft.util;

import java.util.SplittableRandom;

public interface RandomSource {
    static RandomSource create() {
        SplittableRandom random = new SplittableRandom();
        return random::nextInt;
    }

    /** @return 0 to {@code bound}, exclusive */
    int nextInt(int bound);
}
