package com.mojang.brigadier;

import com.mojang.brigadier.builder.LiteralArgumentBuilder;
import com.mojang.brigadier.context.CommandContext;
import com.mojang.brigadier.exceptions.CommandSyntaxException;
import com.mojang.brigadier.tree.CommandNode;
import com.mojang.brigadier.tree.LiteralCommandNode;
import com.mojang.brigadier.tree.RootCommandNode;

/** Knows the commands and runs them, for literals and arguments that follow each other with one space between. */
public class CommandDispatcher<S> {
    private final RootCommandNode<S> root = new RootCommandNode<>();

    public LiteralCommandNode<S> register(LiteralArgumentBuilder<S> command) {
        LiteralCommandNode<S> node = command.build();
        root.addChild(node);
        return node;
    }

    public RootCommandNode<S> getRoot() {
        return root;
    }

    /** @return what the command gives */
    public int execute(String input, S source) throws CommandSyntaxException {
        StringReader reader = new StringReader(input);
        CommandContext<S> context = new CommandContext<>(source, input);
        CommandNode<S> last = root;
        for (CommandNode<S> next = next(last, reader, context); next != null; next = next(last, reader, context)) {
            last = next;
            if (reader.canRead() && reader.peek() != ' ') {
                throw fault(CommandSyntaxException.Type.EXPECTED_SEPARATOR, input, reader);
            }
            if (!reader.canRead(2)) {
                break;
            }
            reader.skip();
        }
        if (reader.canRead() && last != root) {
            throw fault(CommandSyntaxException.Type.UNKNOWN_ARGUMENT, input, reader);
        }
        if (last.getCommand() == null) {
            throw fault(CommandSyntaxException.Type.UNKNOWN_COMMAND, input, reader);
        }
        return last.getCommand().run(context);
    }

    /** A literal of the very word goes before every argument. */
    private CommandNode<S> next(CommandNode<S> node, StringReader reader, CommandContext<S> context) {
        CommandNode<S> literal = node.getChild(reader.word());
        if (literal instanceof LiteralCommandNode<S> && literal.parse(reader, context)) {
            return literal;
        }
        return node.getChildren().stream()
                .filter(child -> !(child instanceof LiteralCommandNode<S>) && child.parse(reader, context))
                .findFirst()
                .orElse(null);
    }

    private static CommandSyntaxException fault(CommandSyntaxException.Type type, String input, StringReader reader) {
        return new CommandSyntaxException(type, input, reader.getCursor());
    }
}
