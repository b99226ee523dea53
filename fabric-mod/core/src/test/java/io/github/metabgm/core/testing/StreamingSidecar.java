package io.github.metabgm.core.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A scripted sidecar that makes music as the protocol wants it: a base track with the first scene of a session, a
 * combat track with each blow, both streamed by credit. Its audio is {@link #sampleAt}.
 */
public class StreamingSidecar extends ScriptedSidecar {
    public static final int BASE_FRAMES = 60 * 48_000;
    private static final int COMBAT_FRAMES = 2 * 48_000;
    private static final int CHUNK_FRAMES = 2_400;

    private static final class Piece {
        private final long id;
        private final int frames;
        private long room;
        private int sent;

        Piece(long id, int frames, long room) {
            this.id = id;
            this.frames = frames;
            this.room = room;
        }
    }

    private final Map<Long, Piece> pieces = new HashMap<>();
    private long bufferFrames;
    private long nextTrack;
    private boolean baseIsPlaying;

    public StreamingSidecar(int port) {
        super(port, SUBPROTOCOL);
    }

    /** The left sample of a frame of a track; the right one is its negative. */
    public static float sampleAt(long track, long frame) {
        return (float) (0.4 * Math.sin(frame * (0.01 + 0.003 * track)));
    }

    @Override
    protected void react(Map<String, Object> message) {
        super.react(message);
        switch ((String) message.get("type")) {
            case "identify" -> {
                bufferFrames = 48 * (long) ((Map<?, ?>) message.get("audio")).get("buffer_ms");
                pieces.clear();
                nextTrack = 1;
                baseIsPlaying = false;
            }
            case "scene" -> {
                if (!baseIsPlaying) {
                    baseIsPlaying = true;
                    begin("base", BASE_FRAMES, (long) message.get("time_ms"));
                }
            }
            case "event" -> {
                if ("hurt".equals(message.get("kind")) && !"".equals(message.get("detail"))) {
                    begin("combat", COMBAT_FRAMES, (long) message.get("time_ms"));
                }
            }
            case "credit" -> {
                Piece piece = pieces.get((long) message.get("track"));
                piece.room += (long) message.get("frames");
                stream(piece);
            }
            default -> {}
        }
    }

    private void begin(String role, int frames, long timeMs) {
        Piece piece = new Piece(nextTrack++, frames, bufferFrames);
        pieces.put(piece.id, piece);
        send(Messages.track(piece.id, role, "f32le", timeMs));
        stream(piece);
    }

    private void stream(Piece piece) {
        if (piece.room > bufferFrames) {
            throw new IllegalStateException("credit overdrawn: " + piece.room);
        }
        while (piece.sent < piece.frames && piece.room >= Math.min(CHUNK_FRAMES, piece.frames - piece.sent)) {
            int frames = Math.min(CHUNK_FRAMES, piece.frames - piece.sent);
            send(Messages.pcm(piece.id, piece.sent, audio(piece.id, piece.sent, frames)));
            piece.sent += frames;
            piece.room -= frames;
            if (piece.sent == piece.frames) {
                send(Messages.end(piece.id, piece.frames));
            }
        }
    }

    private static byte[] audio(long track, long offset, int frames) {
        ByteBuffer bytes = ByteBuffer.allocate(frames * 2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            float sample = sampleAt(track, offset + i);
            bytes.putFloat(sample).putFloat(-sample);
        }
        return bytes.array();
    }
}
