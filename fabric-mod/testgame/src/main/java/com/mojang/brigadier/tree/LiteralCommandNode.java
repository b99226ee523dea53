package com.mojang.brigadier.tree;

import com.mojang.brigadier.Command;
import com.mojang.brigadier.StringReader;
import com.mojang.brigadier.context.CommandContext;

public class LiteralCommandNode<S> extends CommandNode<S> {
    private final String literal;

    public LiteralCommandNode(String literal, Command<S> command) {
        super(command);
        this.literal = literal;
    }

    @Override
    public String getName() {
        return literal;
    }

    @Override
    public boolean parse(StringReader reader, CommandContext<S> context) {
        String rest = reader.getRemaining();
        boolean matches = rest.startsWith(literal)
                && (rest.length() == literal.length() || rest.charAt(literal.length()) == ' ');
        reader.setCursor(reader.getCursor() + (matches ? literal.length() : 0));
        return matches;
    }
}
