package com.mojang.brigadier.arguments;

import com.mojang.brigadier.StringReader;

public interface ArgumentType<T> {
    T parse(StringReader reader);
}
