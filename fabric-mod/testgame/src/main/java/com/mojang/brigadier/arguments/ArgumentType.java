package com.mojang.brigadier.arguments;

public interface ArgumentType<T> {
}
