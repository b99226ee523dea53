package io.github.metabgm.core.scene;

import java.util.Objects;

/**
 * Something in the game that cannot wait for a window.
 *
 * @param timeMs the mod's monotonic clock
 * @param detail the entity, key or name as PROTOCOL.md says for the kind; may be empty
 */
public record GameEvent(long timeMs, Kind kind, String detail) {
    /** The kinds of event that the protocol knows. */
    public enum Kind {
        HURT("hurt"),
        DEATH("death"),
        RESPAWN("respawn"),
        KILL("kill"),
        BIOME_ENTERED("biome_entered"),
        DIMENSION_CHANGED("dimension_changed"),
        BOSS_SEEN("boss_seen"),
        ADVANCEMENT("advancement");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    public GameEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** A blow is damage done by an entity; a fall or fire hurts without being one. */
    public boolean isBlow() {
        return kind == Kind.HURT && !detail.isEmpty();
    }
}
