package com.mojang.brigadier.tree;

import com.mojang.brigadier.StringReader;
import com.mojang.brigadier.context.CommandContext;

public class RootCommandNode<S> extends CommandNode<S> {
    public RootCommandNode() {
        super(null);
    }

    @Override
    public String getName() {
        return "";
    }

    @Override
    public boolean parse(StringReader reader, CommandContext<S> context) {
        return true;
    }
}
