package io.github.metabgm.sample;

import net.minecraft.sample.Jukebox;
import org.spongepowered.asm.mixin.Mixin;
import org.spongepowered.asm.mixin.injection.At;
import org.spongepowered.asm.mixin.injection.Inject;
import org.spongepowered.asm.mixin.injection.callback.CallbackInfo;
import org.spongepowered.asm.mixin.injection.callback.CallbackInfoReturnable;

@Mixin(Jukebox.class)
abstract class JukeboxMixin {
    @Inject(method = "stop", at = @At("HEAD"))
    private void stopped(int after, CallbackInfo callback) {}

    @Inject(method = "volume()F", at = @At("RETURN"))
    private void asked(CallbackInfoReturnable<Float> callback) {}
}
