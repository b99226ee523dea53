package io.github.metabgm.core.codec;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Scene;
import java.util.List;
import java.util.Objects;

/** What the mod sends; fields, units and ranges as in PROTOCOL.md, "From the mod". */
public sealed interface ModMessage {
    record Identify(long protocol, String mod, String game, String player, String world, AudioOffer audio)
            implements ModMessage {}

    /** What the mod can take, best first. */
    record AudioOffer(List<Integer> rates, List<Integer> channels, List<String> formats, int bufferMs) {
        public AudioOffer {
            rates = List.copyOf(rates);
            channels = List.copyOf(channels);
            formats = List.copyOf(formats);
        }
    }

    record SceneReport(Scene scene) implements ModMessage {
        public SceneReport {
            Objects.requireNonNull(scene, "scene");
        }
    }

    record EventReport(GameEvent event) implements ModMessage {
        public EventReport {
            Objects.requireNonNull(event, "event");
        }
    }

    record Command(long timeMs, PlayerCommand command) implements ModMessage {
        public Command {
            Objects.requireNonNull(command, "command");
        }
    }

    /** @param frames at least 1 */
    record Credit(long track, long frames) implements ModMessage {}
}
