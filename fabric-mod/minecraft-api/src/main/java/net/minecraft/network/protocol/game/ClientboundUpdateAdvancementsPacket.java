package net.minecraft.network.protocol.game;

import io.github.metabgm.absent.Absent;
import java.util.Map;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.resources.Identifier;

public class ClientboundUpdateAdvancementsPacket {
    public Map<Identifier, AdvancementProgress> getProgress() {
        throw Absent.body();
    }

    public Map<Identifier, AdvancementProgress> progress() {
        throw Absent.body();
    }

    public boolean shouldReset() {
        throw Absent.body();
    }
}
