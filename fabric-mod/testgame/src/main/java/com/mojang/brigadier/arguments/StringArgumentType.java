package com.mojang.brigadier.arguments;

import com.mojang.brigadier.context.CommandContext;
import io.github.metabgm.absent.Absent;

public class StringArgumentType implements ArgumentType<String> {
    public static StringArgumentType greedyString() {
        throw Absent.body();
    }

    public static String getString(CommandContext<?> context, String name) {
        throw Absent.body();
    }
}
