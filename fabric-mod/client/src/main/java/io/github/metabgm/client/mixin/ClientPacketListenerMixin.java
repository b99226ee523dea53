package io.github.metabgm.client.mixin;

import io.github.metabgm.client.hook.AdvancementHook;
import io.github.metabgm.client.hook.HookFaults;
import net.minecraft.client.multiplayer.ClientPacketListener;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import org.spongepowered.asm.mixin.Mixin;
import org.spongepowered.asm.mixin.injection.At;
import org.spongepowered.asm.mixin.injection.Inject;
import org.spongepowered.asm.mixin.injection.callback.CallbackInfo;

/** Tells of advancements. At the method's end, as its beginning runs on the network thread too. */
@Mixin(ClientPacketListener.class)
abstract class ClientPacketListenerMixin {
    @Inject(method = "handleUpdateAdvancementsPacket", at = @At("RETURN"), require = 0)
    private void metabgm$tellAdvancements(ClientboundUpdateAdvancementsPacket packet, CallbackInfo info) {
        try {
            AdvancementHook.took(packet);
        } catch (LinkageError | RuntimeException fault) {
            HookFaults.tell("advancements", fault);
        }
    }
}
