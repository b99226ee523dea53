package com.mojang.brigadier.tree;

public abstract class CommandNode<S> {
}
