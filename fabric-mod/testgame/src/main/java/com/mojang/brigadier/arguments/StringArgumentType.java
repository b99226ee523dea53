package com.mojang.brigadier.arguments;

import com.mojang.brigadier.StringReader;
import com.mojang.brigadier.context.CommandContext;

/** Only the greedy one, which takes the whole rest of the line. */
public class StringArgumentType implements ArgumentType<String> {
    private StringArgumentType() {}

    public static StringArgumentType greedyString() {
        return new StringArgumentType();
    }

    public static String getString(CommandContext<?> context, String name) {
        return context.getArgument(name, String.class);
    }

    @Override
    public String parse(StringReader reader) {
        String rest = reader.getRemaining();
        reader.setCursor(reader.getCursor() + rest.length());
        return rest;
    }
}
