package io.github.metabgm.client.mixin;

import io.github.metabgm.client.sound.HeldBackMusic;
import net.minecraft.client.sounds.MusicManager;
import org.spongepowered.asm.mixin.Mixin;
import org.spongepowered.asm.mixin.injection.At;
import org.spongepowered.asm.mixin.injection.Inject;
import org.spongepowered.asm.mixin.injection.callback.CallbackInfo;

/** The game's own music stands still while ours plays: no piece starts, and its pause between two does not run. */
@Mixin(MusicManager.class)
abstract class MusicManagerMixin {
    @Inject(method = "tick()V", at = @At("HEAD"), cancellable = true, require = 0)
    private void metabgm$standStill(CallbackInfo info) {
        if (HeldBackMusic.isHeldBack()) {
            info.cancel();
        }
    }
}
