package com.mojang.brigadier.exceptions;

public class CommandSyntaxException extends Exception {
    private static final long serialVersionUID = 1;
}
