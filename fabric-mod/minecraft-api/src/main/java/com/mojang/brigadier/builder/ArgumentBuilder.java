package com.mojang.brigadier.builder;

import com.mojang.brigadier.Command;
import io.github.metabgm.absent.Absent;

public abstract class ArgumentBuilder<S, T extends ArgumentBuilder<S, T>> {
    public T then(ArgumentBuilder<S, ?> argument) {
        throw Absent.body();
    }

    public T executes(Command<S> command) {
        throw Absent.body();
    }
}
