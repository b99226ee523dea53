package io.github.metabgm.client.ui;

import io.github.metabgm.core.ui.Line;

/** @param done false when nothing happened; the line then says why */
record Answer(boolean done, Line line) {
    static Answer done(String key, String... arguments) {
        return new Answer(true, Line.of(key, arguments));
    }

    static Answer refused(String key, String... arguments) {
        return new Answer(false, Line.of(key, arguments));
    }
}
