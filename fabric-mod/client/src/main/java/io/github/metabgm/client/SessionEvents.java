package io.github.metabgm.client;

import io.github.metabgm.core.MetaBgmListener;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.Track;
import io.github.metabgm.core.codec.FieldException;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session tells from its network and mixing threads, kept for the game's thread to look at. */
final class SessionEvents implements MetaBgmListener {
    private static final Logger LOG = LoggerFactory.getLogger("MetaBGM");
    /** Tracks that never reach a deck leave no "ended"; as many as this are announced ahead of their music. */
    private static final int MOST_TRACKS = 64;

    private final Map<Long, SidecarMessage.Track> tracks = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, Object>> provenances = new ConcurrentHashMap<>();
    private final AtomicInteger underruns = new AtomicInteger();
    private volatile ConnectionState state = new ConnectionState.Connecting();
    private volatile SidecarMessage.Status status;
    private volatile Optional<SidecarMessage.Track> base = Optional.empty();
    private volatile Optional<SidecarMessage.Track> combat = Optional.empty();

    @Override
    public void stateChanged(ConnectionState newState) {
        LOG.debug("Sidecar: {}", newState);
        state = newState;
    }

    @Override
    public void received(SidecarMessage message) {
        if (message instanceof SidecarMessage.Track track) {
            forgetOldest();
            tracks.put(track.track(), track);
        } else if (message instanceof SidecarMessage.Status newStatus) {
            status = newStatus;
        } else if (message instanceof SidecarMessage.Ready ready) {
            tracks.clear();
            provenances.clear();
            status = new SidecarMessage.Status(true, ready.step(), ready.loading(), "");
        } else if (message instanceof SidecarMessage.Provenance provenance
                && provenance.record().get("track") instanceof Long track
                && tracks.containsKey(track)) {
            provenances.put(track, provenance.record());
        } else if (message instanceof SidecarMessage.Refusal refusal) {
            LOG.warn("The sidecar refused {} = {}: {}, expected {}",
                    refusal.path(), refusal.value(), refusal.code().key(), refusal.expected());
        }
    }

    private void forgetOldest() {
        if (tracks.size() >= MOST_TRACKS) {
            tracks.keySet().stream().min(Long::compare).ifPresent(oldest -> {
                tracks.remove(oldest);
                provenances.remove(oldest);
            });
        }
    }

    @Override
    public void passedOver(FieldException fault) {
        LOG.warn("Passed over a message of the sidecar: {}", fault.getMessage());
    }

    @Override
    public void started(Track track, long frame) {
        Optional<SidecarMessage.Track> heard = Optional.ofNullable(tracks.get(track.id()));
        heard.ifPresent(piece -> LOG.debug("Mixing track {} ({}), caused by {} at {} ms: {}",
                piece.track(), piece.role().key(), piece.cause().kind().key(), piece.cause().timeMs(), piece.title()));
        if (track.role() == Role.BASE) {
            base = heard;
        } else if (track.role() == Role.COMBAT) {
            combat = heard;
        }
    }

    @Override
    public void ended(Track track, long frame) {
        if (combat.isPresent() && combat.get().track() == track.id()) {
            combat = Optional.empty();
        }
    }

    @Override
    public void underrun(Track track, long frame, long frames) {
        underruns.incrementAndGet();
    }

    ConnectionState state() {
        return state;
    }

    /** Null before the first. */
    SidecarMessage.Status status() {
        return status;
    }

    /** The fight's piece while one is on, else the place's. */
    Optional<SidecarMessage.Track> nowPlaying() {
        Optional<SidecarMessage.Track> fight = combat;
        return fight.isPresent() ? fight : base;
    }

    /** The record of why {@link #nowPlaying} plays, empty where none came. */
    Map<String, Object> provenance() {
        Optional<SidecarMessage.Track> track = nowPlaying();
        return track.isPresent() ? provenances.getOrDefault(track.get().track(), Map.of()) : Map.of();
    }

    int underruns() {
        return underruns.get();
    }
}
