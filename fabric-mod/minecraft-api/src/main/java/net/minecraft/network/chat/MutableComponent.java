package net.minecraft.network.chat;

import io.github.metabgm.absent.Absent;

public final class MutableComponent implements Component {
    public MutableComponent append(Component text) {
        throw Absent.body();
    }
}
