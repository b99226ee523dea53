package io.github.metabgm.sample;

import net.minecraft.sample.Screen;

final class OwnScreen extends Screen {
    OwnScreen() {
        super("own");
    }

    @Override
    protected void init() {
        super.init();
        width = 2 * width;
    }
}
