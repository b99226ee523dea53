package io.github.metabgm.testgame.host;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Puts what the game and its mods log into the run's own log. */
public final class ModLog extends Handler {
    private static final Logger ROOT = Logger.getLogger("");

    private final PlayerLog log;
    private final Handler[] others = ROOT.getHandlers();

    /** From now on nothing goes elsewhere, until it is closed. */
    public ModLog(PlayerLog log) {
        this.log = log;
        Arrays.stream(others).forEach(ROOT::removeHandler);
        ROOT.addHandler(this);
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
        ROOT.removeHandler(this);
        Arrays.stream(others).forEach(ROOT::addHandler);
    }
}
