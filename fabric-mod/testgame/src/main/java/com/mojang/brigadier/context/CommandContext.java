package com.mojang.brigadier.context;

import io.github.metabgm.absent.Absent;

public class CommandContext<S> {
    public S getSource() {
        throw Absent.body();
    }
}
