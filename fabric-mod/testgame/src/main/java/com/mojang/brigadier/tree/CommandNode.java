package com.mojang.brigadier.tree;

import com.mojang.brigadier.Command;
import com.mojang.brigadier.StringReader;
import com.mojang.brigadier.context.CommandContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A word of a command, and the words that may follow. */
public abstract class CommandNode<S> {
    private final Map<String, CommandNode<S>> children = new LinkedHashMap<>();
    private Command<S> command;

    protected CommandNode(Command<S> command) {
        this.command = command;
    }

    /** @return null where a command may not end here */
    public Command<S> getCommand() {
        return command;
    }

    public Collection<CommandNode<S>> getChildren() {
        return children.values();
    }

    /** @return null where there is none */
    public CommandNode<S> getChild(String name) {
        return children.get(name);
    }

    /** A child of the same name is widened, not replaced. */
    public void addChild(CommandNode<S> node) {
        CommandNode<S> known = children.putIfAbsent(node.getName(), node);
        if (known != null) {
            known.command = node.command == null ? known.command : node.command;
            node.getChildren().forEach(known::addChild);
        }
    }

    public abstract String getName();

    /** Reads this word and keeps what it holds. @return false where the line holds another; the cursor then stays */
    public abstract boolean parse(StringReader reader, CommandContext<S> context);
}
