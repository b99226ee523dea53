package io.github.metabgm.core.codec;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the sidecar sends; fields, units and ranges as in PROTOCOL.md, "From the sidecar". */
public sealed interface SidecarMessage {
    record Hello(long protocol, String sidecar, Map<String, Long> limits) implements SidecarMessage {}

    record Ready(String session, String engine, String describer, Step step, List<Loading> loading)
            implements SidecarMessage {}

    record Track(
            long track,
            Role role,
            int rate,
            int channels,
            SampleFormat format,
            OptionalLong frames,
            double gain,
            String title,
            Summary provenance,
            Transition transition,
            Cause cause)
            implements SidecarMessage {}

    record Pcm(long track, long offset, byte[] data) implements SidecarMessage {}

    record End(long track, long frames, EndReason reason) implements SidecarMessage {}

    record Fade(long track, double gain, long ms, boolean stop) implements SidecarMessage {}

    record Status(boolean playing, Step step, List<Loading> loading, String message) implements SidecarMessage {}

    /** @param record values are Long, BigInteger, Double, Boolean, String, List, Map or null */
    record Provenance(Map<String, Object> record) implements SidecarMessage {}

    record Refusal(ErrorCode code, String path, String value, String expected) implements SidecarMessage {}

    /** The step of the ladder that the sidecar stands on; {@code reason} is empty on the top one. */
    record Step(MusicStep music, TextsStep texts, String reason) {}

    /** @param fraction 0..1 */
    record Loading(String name, double fraction) {}

    record Summary(String narrative, String description, String describer, String engine, long seed) {}

    record Transition(long fadeInMs, long fadeOutMs, Curve curve, double duckDb) {}

    record Cause(CauseKind kind, long timeMs, long heldMs, boolean prepared) {}

    enum MusicStep {
        MUSICGEN,
        COMPOSER,
        NONE;

        public String key() {
            return WireName.of(this);
        }
    }

    enum TextsStep {
        ENDPOINT,
        LLAMA,
        TEMPLATE;

        public String key() {
            return WireName.of(this);
        }
    }

    enum CauseKind {
        START,
        SCENE,
        EVENT,
        COMMAND,
        CONTINUE;

        public String key() {
            return WireName.of(this);
        }
    }

    enum EndReason {
        FINISHED,
        STOPPED,
        FAILED;

        public String key() {
            return WireName.of(this);
        }
    }

    enum ErrorCode {
        FIELD_MISSING("field.missing"),
        FIELD_WRONG("field.wrong"),
        STATE_UNEXPECTED("state.unexpected"),
        RATE_EXCEEDED("rate.exceeded"),
        CREDIT_OVERDRAWN("credit.overdrawn");

        private final String key;

        ErrorCode(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
