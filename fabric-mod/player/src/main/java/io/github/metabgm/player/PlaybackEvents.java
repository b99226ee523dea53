package io.github.metabgm.player;

import io.github.metabgm.core.MetaBgmListener;
import io.github.metabgm.core.audio.MixFormat;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.ModMessage;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Logs what the core tells, and counts for the summary. */
final class PlaybackEvents implements MetaBgmListener {
    private final PlayerLog log;
    private final ConnectionWatch connection;
    private final Map<Long, SidecarMessage.Cause> causes = new ConcurrentHashMap<>();
    private final AtomicInteger underruns = new AtomicInteger();
    private final AtomicInteger tracks = new AtomicInteger();
    private volatile long atMs;
    private Supplier<Whereabouts> whereabouts = () -> Whereabouts.UNKNOWN;

    PlaybackEvents(PlayerLog log, ConnectionWatch connection) {
        this.log = log;
        this.connection = connection;
    }

    /** The trace has come this far; {@code now} is asked by the tick thread alone. */
    void reached(long ms, Supplier<Whereabouts> now) {
        atMs = ms;
        whereabouts = now;
    }

    @Override
    public void sent(ModMessage message) {
        log.write(SentLines.of(message, atMs, whereabouts.get()));
    }

    @Override
    public void stateChanged(ConnectionState state) {
        log.write(MessageLines.of(state, atMs));
        connection.changed(state);
    }

    @Override
    public void received(SidecarMessage message) {
        if (message instanceof SidecarMessage.Track track) {
            causes.put(track.track(), track.cause());
            log.write(MessageLines.of(track, atMs));
        } else if (message instanceof SidecarMessage.Status status) {
            log.write(MessageLines.of(status, atMs));
        } else if (message instanceof SidecarMessage.Ready ready) {
            log.write(MessageLines.of(ready, atMs));
        } else if (message instanceof SidecarMessage.Refusal refusal) {
            log.write(MessageLines.of(refusal, atMs));
        } else if (message instanceof SidecarMessage.Provenance provenance) {
            log.write(LogLine.what("provenance").with("at_ms", atMs).with("record", provenance.record()));
        }
    }

    @Override
    public void passedOver(FieldException fault) {
        log.write(MessageLines.error(atMs, fault.code(), fault.path(), fault.value(), fault.expected()));
    }

    @Override
    public void started(Track track, long frame) {
        tracks.incrementAndGet();
        log.write(LogLine.what("started")
                .with("track", track.id())
                .with("role", track.role().key())
                .with("frame", frame)
                .with("cause", MessageLines.of(causes.get(track.id()))));
    }

    @Override
    public void faded(Track track, double gain, long length, long frame) {
        log.write(LogLine.what("fade")
                .with("track", track.id())
                .with("gain", gain)
                .with("ms", length / MixFormat.FRAMES_PER_MS)
                .with("frame", frame));
    }

    @Override
    public void ended(Track track, long frame) {
        log.write(LogLine.what("ended").with("track", track.id()).with("frame", frame));
    }

    @Override
    public void underrun(Track track, long frame, long frames) {
        underruns.incrementAndGet();
        log.write(LogLine.what("underrun")
                .with("track", track.id())
                .with("frame", frame)
                .with("frames", frames));
    }

    /** How often a track was lowered for want of audio. */
    int underruns() {
        return underruns.get();
    }

    /** How many tracks were heard. */
    int tracks() {
        return tracks.get();
    }
}
