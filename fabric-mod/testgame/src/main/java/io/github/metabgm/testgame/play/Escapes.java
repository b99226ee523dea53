package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** Catches what would have crashed the game, logs and counts it. */
final class Escapes {
    /** What a mod may do when it is called. */
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    private final AtomicInteger count = new AtomicInteger();
    private final PlayerLog log;

    Escapes(PlayerLog log) {
        this.log = log;
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> escaped(thread.getName(), thrown));
    }

    void guard(String where, Call call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            escaped(where, thrown);
        }
    }

    void escaped(String where, Throwable thrown) {
        count.incrementAndGet();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        log.write(LogLine.what("escaped").with("where", where).with("thrown", trace.toString()));
    }

    int count() {
        return count.get();
    }
}
