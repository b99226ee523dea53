package io.github.metabgm.player;

import java.util.LinkedHashMap;

/** A line of the log in the making; keys keep their order. */
public final class LogLine extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private LogLine() {}

    public static LogLine what(String what) {
        return new LogLine().with("what", what);
    }

    static LogLine empty() {
        return new LogLine();
    }

    public LogLine with(String key, Object value) {
        put(key, value);
        return this;
    }
}
