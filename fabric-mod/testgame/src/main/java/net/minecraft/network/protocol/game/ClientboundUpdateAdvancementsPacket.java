package net.minecraft.network.protocol.game;

import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.client.multiplayer.ClientPacketListener;
import net.minecraft.resources.Identifier;

public class ClientboundUpdateAdvancementsPacket {
    private final boolean reset;
    private final Map<Identifier, AdvancementProgress> progress;

    /** @param reset whether it is the whole list that comes after joining */
    public ClientboundUpdateAdvancementsPacket(boolean reset, Map<Identifier, AdvancementProgress> progress) {
        this.reset = reset;
        this.progress = Map.copyOf(progress);
    }

    public void handle(ClientPacketListener listener) {
        listener.handleUpdateAdvancementsPacket(this);
    }

    public Map<Identifier, AdvancementProgress> getProgress() {
        return progress;
    }

    public boolean shouldReset() {
        return reset;
    }
}
