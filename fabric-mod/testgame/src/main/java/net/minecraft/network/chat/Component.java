package net.minecraft.network.chat;

import io.github.metabgm.absent.Absent;

public interface Component {
    static MutableComponent literal(String a) {
        throw Absent.body();
    }

    static MutableComponent translatable(String a) {
        throw Absent.body();
    }

    static MutableComponent translatable(String a, Object[] b) {
        throw Absent.body();
    }

    static MutableComponent empty() {
        throw Absent.body();
    }

    default String getString() {
        throw Absent.body();
    }
}
