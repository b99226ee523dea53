package io.github.metabgm.core.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * The mix as PROTOCOL.md tells it, worked out frame by frame from formulas, with no state carried along: slow, and
 * made of other code than the mixer. Tracks are whole before they start.
 */
final class ReferenceMix {
    /** A fade told at a frame; {@code from} is the gain there. */
    record Turn(long frame, double from, double to, long length, Curve curve) {
        double gainAt(long at) {
            double share = Math.min(1, (double) (at - frame) / Math.max(240, length));
            if (curve == Curve.LINEAR) {
                return from + (to - from) * share;
            }
            double begin = Math.asin(from);
            return Math.sin(begin + (Math.asin(to) - begin) * share);
        }
    }

    /** A track that plays from {@code start} to {@code end}. */
    static final class Part {
        final Track track;
        final float[] audio;
        final long start;
        final List<Turn> turns = new ArrayList<>();
        long end;
        private boolean stopping;
        private long stopFrame;

        Part(Track track, float[] audio, long start) {
            this.track = track;
            this.audio = audio;
            this.start = start;
            this.end = start + audio.length / 2;
            turns.add(new Turn(start, 0, 1, 48L * track.transition().fadeInMs(), track.transition().curve()));
        }

        double fadeAt(long frame) {
            Turn current = turns.get(0);
            for (Turn turn : turns) {
                current = turn.frame <= frame ? turn : current;
            }
            return current.gainAt(frame);
        }

        void turn(long frame, double to, long length, Curve curve, boolean stop) {
            if (stopping && !(stop && frame + length < stopFrame)) {
                return;
            }
            turns.add(new Turn(frame, fadeAt(frame), stop ? 0 : to, length, curve));
            stopping |= stop;
            stopFrame = frame + Math.max(240, length);
            end = stop ? Math.min(end, stopFrame) : end;
        }

        boolean playsAt(long frame) {
            return frame >= start && frame < end;
        }

        double target() {
            return turns.get(turns.size() - 1).to;
        }

        /** When nothing is left of it, its duck included. */
        long releasedAt() {
            return end + Math.max(240, 48L * track.transition().fadeOutMs());
        }

        private double edgeAt(long frame) {
            long left = start + audio.length / 2 - frame;
            return Math.min(1, Math.min((frame - start + 1) / 240.0, left / 240.0));
        }

        private double duckDbAt(long frame) {
            double depth = track.transition().duckDb();
            if (frame < start) {
                return 0;
            }
            if (frame < end) {
                return depth * fadeAt(frame);
            }
            double left = 1 - (frame - end) / (double) Math.max(240, 48L * track.transition().fadeOutMs());
            return depth * fadeAt(end) * Math.max(0, left);
        }
    }

    final List<Part> parts = new ArrayList<>();

    void start(Part part) {
        for (Part other : parts) {
            if (part.track.role() == Role.BASE
                    && other.track.role() == Role.BASE
                    && other.playsAt(part.start)
                    && other.target() > 0) {
                Transition transition = part.track.transition();
                other.turn(part.start, 0, 48L * transition.fadeOutMs(), transition.curve(), false);
            }
        }
        parts.add(part);
    }

    /** @param channel 0 or 1 */
    double sampleAt(long frame, int channel) {
        double duckDb = 0;
        for (Part part : parts) {
            duckDb = part.track.role() == Role.BASE ? duckDb : Math.min(duckDb, part.duckDbAt(frame));
        }
        double sum = 0;
        for (Part part : parts) {
            if (part.playsAt(frame)) {
                double sample = part.audio[(int) (2 * (frame - part.start)) + channel];
                double duck = part.track.role() == Role.BASE ? Math.pow(10, duckDb / 20) : 1;
                sum += sample * part.track.gain() * part.fadeAt(frame) * part.edgeAt(frame) * duck;
            }
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
