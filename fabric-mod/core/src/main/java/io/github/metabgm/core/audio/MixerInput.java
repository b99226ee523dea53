package io.github.metabgm.core.audio;

import java.util.HashMap;
import java.util.Map;

/**
 * The mixer's side for the network: writes audio into the tracks' buffers and queues everything else. Never waits
 * for the mixing thread.
 */
public final class MixerInput {
    private final MixCommandQueue commands;
    private final int bufferFrames;
    private final JitterCounts counts = new JitterCounts();
    private final Map<Long, Voice> voices = new HashMap<>();
    private float[] stereo = new float[0];
    private long refusedCommands;

    MixerInput(MixCommandQueue commands, int bufferFrames) {
        this.commands = commands;
        this.bufferFrames = bufferFrames;
    }

    /** A track begins. */
    public synchronized void begin(Track track) {
        voices.values().removeIf(Voice::isGone);
        Voice voice = new Voice(track, bufferFrames, counts);
        if (offer(new MixCommand.Take(voice))) {
            voices.put(track.id(), voice);
        }
    }

    private boolean offer(MixCommand command) {
        boolean taken = commands.offer(command);
        refusedCommands += taken ? 0 : 1;
        return taken;
    }

    /**
     * Audio of a track; that of an unknown track is passed over.
     *
     * @param offset index in the piece of the first frame
     * @param data whole frames in the track's format
     * @throws IllegalArgumentException when {@code data} ends within a frame
     */
    public synchronized void pcm(long trackId, long offset, byte[] data) {
        Voice voice = voices.get(trackId);
        if (voice == null || voice.isGone()) {
            return;
        }
        Track track = voice.track();
        int frames = track.format().wholeFrames(data.length, track.channels());
        if (frames < 0) {
            throw new IllegalArgumentException(data.length + " bytes do not make whole frames of "
                    + track.channels() + " channels in " + track.format().key());
        }
        if (stereo.length < frames * MixFormat.CHANNELS) {
            stereo = new float[frames * MixFormat.CHANNELS];
        }
        track.format().decode(data, track.channels(), stereo);
        voice.buffer().write(offset, stereo, frames);
    }

    /** No more audio comes for the track. */
    public synchronized void end(long trackId) {
        Voice voice = voices.remove(trackId);
        if (voice != null) {
            voice.buffer().finish();
        }
    }

    /**
     * Moves a track's fade; an unknown track is passed over.
     *
     * @param gain 0..1
     * @param ms at least 0
     * @param stop whether its deck is freed at the end of the fade
     */
    public synchronized void fade(long trackId, double gain, long ms, boolean stop) {
        offer(new MixCommand.FadeTo(trackId, gain, MixFormat.frames(ms), stop));
    }

    /** The sidecar is gone: what plays fades out over a second, and ids may be used anew. */
    public synchronized void disconnected() {
        voices.values().forEach(voice -> voice.buffer().finish());
        voices.clear();
        offer(new MixCommand.Abandon());
    }

    /** Tracks and fades that were passed over as the mixing thread had not mixed for long. */
    public synchronized long refusedCommands() {
        return refusedCommands;
    }

    /** Frames for which a track's buffer had no room. */
    public long droppedFrames() {
        return counts.dropped();
    }

    /** Frames that never came and were played as silence. */
    public long missingFrames() {
        return counts.missing();
    }

    /** Frames that came twice. */
    public long repeatedFrames() {
        return counts.repeated();
    }
}
