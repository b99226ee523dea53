package io.github.metabgm.testgame.loader;

import org.spongepowered.asm.service.IMixinServiceBootstrap;

/** Tells Mixin which host it has. Found by its service file. */
public final class MixinStart implements IMixinServiceBootstrap {
    /** Mixin makes the instance itself. */
    public MixinStart() {}

    @Override
    public String getName() {
        return "MetaBGM stand-in game";
    }

    @Override
    public String getServiceClassName() {
        return MixinHost.class.getName();
    }

    @Override
    public void bootstrap() {
        // Nothing of this loader has to be there before the host.
    }
}
