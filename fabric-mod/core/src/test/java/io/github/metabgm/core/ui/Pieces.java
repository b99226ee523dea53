package io.github.metabgm.core.ui;

import io.github.metabgm.core.audio.Curve;
import io.github.metabgm.core.audio.Role;
import io.github.metabgm.core.audio.SampleFormat;
import io.github.metabgm.core.codec.SidecarMessage;
import java.util.OptionalLong;

/** Pieces as the sidecar announces them. */
public final class Pieces {
    private Pieces() {}

    public static SidecarMessage.Track base(long id, String title, String description) {
        return of(id, Role.BASE, title, description);
    }

    public static SidecarMessage.Track of(long id, Role role, String title, String description) {
        return new SidecarMessage.Track(
                id,
                role,
                48_000,
                2,
                SampleFormat.S16LE,
                OptionalLong.empty(),
                1,
                title,
                new SidecarMessage.Summary("At dusk.", description, "template", "composer", 7),
                new SidecarMessage.Transition(2_500, 7_000, Curve.EQUAL_POWER, 0),
                new SidecarMessage.Cause(SidecarMessage.CauseKind.SCENE, 0, 0, true));
    }
}
