package io.github.metabgm.testgame.host;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Puts what the game and its mods log into the run's own log. */
final class ModLog extends Handler {
    private final PlayerLog log;

    private ModLog(PlayerLog log) {
        this.log = log;
    }

    static void into(PlayerLog log) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ModLog(log));
    }

    @Override
    public void publish(LogRecord logged) {
        log.write(LogLine.what("log")
                .with("level", logged.getLevel().getName())
                .with("logger", logged.getLoggerName())
                .with("message", logged.getMessage())
                .with("thrown", logged.getThrown() == null ? null : stackTrace(logged.getThrown())));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void flush() {
        // The run flushes its log itself.
    }

    @Override
    public void close() {
        // The log is the run's.
    }
}
