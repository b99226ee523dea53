package io.github.metabgm.core.codec;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.codec.SidecarMessage.Cause;
import io.github.metabgm.core.codec.SidecarMessage.CauseKind;
import io.github.metabgm.core.codec.SidecarMessage.Loading;
import io.github.metabgm.core.codec.SidecarMessage.MusicStep;
import io.github.metabgm.core.codec.SidecarMessage.Step;
import io.github.metabgm.core.codec.SidecarMessage.Summary;
import io.github.metabgm.core.codec.SidecarMessage.TextsStep;
import io.github.metabgm.core.codec.SidecarMessage.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sidecar's frames. */
public final class MessageDecoder {
    private static final int PCM_BYTES = Limits.PCM_FRAMES * Limits.CHANNELS_MAX * Float.BYTES;
    private static final double ANY = Double.POSITIVE_INFINITY;

    private MessageDecoder() {}

    /**
     * @return empty for a type that this version does not know
     * @throws FrameException when the frame is no msgpack map or breaks a limit
     * @throws FieldException when a field is missing or wrong
     */
    public static Optional<SidecarMessage> decode(byte[] frame) throws FrameException, FieldException {
        Map<String, Object> map = FrameReader.read(frame, Limits.FRAME_TO_MOD_BYTES);
        String type = new Fields(map, "").text("type");
        Fields fields = new Fields(map, type);
        return Optional.ofNullable(
                switch (type) {
                    case "hello" -> hello(fields);
                    case "ready" -> new SidecarMessage.Ready(
                            fields.text("session"),
                            fields.text("engine"),
                            fields.text("describer"),
                            step(fields.fields("step")),
                            loading(fields));
                    case "track" -> track(fields);
                    case "pcm" -> new SidecarMessage.Pcm(
                            track(fields, "track"), fields.count("offset"), fields.binary("data", PCM_BYTES));
                    case "end" -> new SidecarMessage.End(
                            track(fields, "track"),
                            fields.count("frames"),
                            fields.choice("reason", SidecarMessage.EndReason.class, SidecarMessage.EndReason::key));
                    case "fade" -> new SidecarMessage.Fade(
                            track(fields, "track"),
                            fields.number("gain", 0, 1),
                            fields.count("ms"),
                            fields.flag("stop"));
                    case "status" -> new SidecarMessage.Status(
                            fields.flag("playing"),
                            step(fields.fields("step")),
                            loading(fields),
                            fields.text("message"));
                    case "provenance" -> ProvenanceReader.read(fields.fields("record"));
                    case "error" -> new SidecarMessage.Refusal(
                            fields.choice("code", SidecarMessage.ErrorCode.class, SidecarMessage.ErrorCode::key),
                            fields.text("path"),
                            fields.text("value"),
                            fields.text("expected"));
                    default -> null;
                });
    }

    private static SidecarMessage hello(Fields fields) throws FieldException {
        long protocol = fields.integer("protocol");
        String sidecar = fields.text("sidecar");
        Fields limits = fields.fields("limits");
        Map<String, Long> byName = new LinkedHashMap<>();
        for (Object name : limits.map().keySet()) {
            byName.put((String) name, limits.integer((String) name));
        }
        return new SidecarMessage.Hello(protocol, sidecar, byName);
    }

    private static SidecarMessage track(Fields fields) throws FieldException {
        return new SidecarMessage.Track(
                track(fields, "track"),
                fields.choice("role", Role.class, Role::key),
                (int) fields.integer("rate", Limits.RATE_HZ_MIN, Limits.RATE_HZ_MAX),
                (int) fields.integer("channels", 1, Limits.CHANNELS_MAX),
                fields.choice("format", SampleFormat.class, SampleFormat::key),
                fields.optionalCount("frames"),
                fields.number("gain", 0, 1),
                fields.text("title"),
                summary(fields.fields("provenance")),
                transition(fields.fields("transition")),
                cause(fields.fields("cause")));
    }

    private static long track(Fields fields, String key) throws FieldException {
        return fields.integer(key, 1, Long.MAX_VALUE);
    }

    private static Summary summary(Fields fields) throws FieldException {
        return new Summary(
                fields.text("narrative"),
                fields.text("description"),
                fields.text("describer"),
                fields.text("engine"),
                fields.count("seed"));
    }

    private static Transition transition(Fields fields) throws FieldException {
        return new Transition(
                fields.count("fade_in_ms"),
                fields.count("fade_out_ms"),
                fields.choice("curve", Curve.class, Curve::key),
                fields.number("duck_db", -ANY, 0));
    }

    private static Cause cause(Fields fields) throws FieldException {
        return new Cause(
                fields.choice("kind", CauseKind.class, CauseKind::key),
                fields.count("time_ms"),
                fields.count("held_ms"),
                fields.flag("prepared"));
    }

    private static Step step(Fields fields) throws FieldException {
        return new Step(
                fields.choice("music", MusicStep.class, MusicStep::key),
                fields.choice("texts", TextsStep.class, TextsStep::key),
                fields.text("reason"));
    }

    private static List<Loading> loading(Fields fields) throws FieldException {
        List<Loading> loading = new ArrayList<>();
        for (Fields model : fields.listOfFields("loading")) {
            loading.add(new Loading(model.text("name"), model.number("fraction", 0, 1)));
        }
        return loading;
    }
}
