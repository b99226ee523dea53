package com.mojang.brigadier.exceptions;

/** A line that is no command. */
public class CommandSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why it is none. */
    public enum Type {
        /** No command of this name, or it ends where more is needed. */
        UNKNOWN_COMMAND("Unknown or incomplete command"),
        UNKNOWN_ARGUMENT("Incorrect argument for command"),
        EXPECTED_SEPARATOR("Expected whitespace to end one argument, but found trailing data");

        private final String message;

        Type(String message) {
            this.message = message;
        }
    }

    private final Type type;

    public CommandSyntaxException(Type type, String input, int cursor) {
        super(type.message + " at position " + cursor + ": " + input.substring(0, cursor) + "<--[HERE]");
        this.type = type;
    }

    public Type getType() {
        return type;
    }
}
