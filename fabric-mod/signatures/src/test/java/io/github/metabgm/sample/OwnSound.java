package io.github.metabgm.sample;

import net.minecraft.sample.Sound;

final class OwnSound implements Sound {
    @Override
    public String name() {
        return "own";
    }

    @Override
    public boolean isLoud() {
        return true;
    }
}
