package com.mojang.brigadier.context;

import java.util.HashMap;
import java.util.Map;

/** What a command is run with. */
public class CommandContext<S> {
    private final S source;
    private final String input;
    private final Map<String, Object> arguments = new HashMap<>();

    public CommandContext(S source, String input) {
        this.source = source;
        this.input = input;
    }

    public S getSource() {
        return source;
    }

    public String getInput() {
        return input;
    }

    /** @throws IllegalArgumentException where the line has none of this name or it is of another type */
    public <V> V getArgument(String name, Class<V> type) {
        Object argument = arguments.get(name);
        if (!type.isInstance(argument)) {
            throw new IllegalArgumentException("No such argument '" + name + "' of " + type.getSimpleName());
        }
        return type.cast(argument);
    }

    public void put(String name, Object argument) {
        arguments.put(name, argument);
    }
}
