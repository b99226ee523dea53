package net.minecraft.network.chat;

import io.github.metabgm.absent.Absent;

public interface Component {
    static MutableComponent literal(String text) {
        throw Absent.body();
    }

    static MutableComponent translatable(String key) {
        throw Absent.body();
    }

    static MutableComponent translatable(String key, Object[] arguments) {
        throw Absent.body();
    }

    static MutableComponent empty() {
        throw Absent.body();
    }

    default String getString() {
        throw Absent.body();
    }
}
