package io.github.metabgm.player.trace;

import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.GameEvent.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** From what the recorder saw to what the mod tells. Remembers whether the player is dead and whom it has hit. */
final class EventTranslator {
    private static final String PLAYER = "player";

    private final Set<Double> hitByPlayer = new HashSet<>();
    private boolean dead;

    Optional<GameEvent> translate(TraceEvent event) {
        switch (event.kind()) {
            case "hurt_self":
                return told(event, Kind.HURT, event.cause());
            case "death":
                dead = true;
                return told(event, Kind.DEATH, null);
            case "respawn_packet":
                boolean wasDead = dead;
                dead = false;
                return wasDead ? told(event, Kind.RESPAWN, null) : Optional.empty();
            case "hurt_other":
                if (PLAYER.equals(event.cause())) {
                    hitByPlayer.add(event.entityId());
                }
                return Optional.empty();
            case "entity_dead":
                return hitByPlayer.remove(event.entityId()) ? told(event, Kind.KILL, event.entity()) : Optional.empty();
            case "hostile_gone":
                hitByPlayer.remove(event.entityId());
                return Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private static Optional<GameEvent> told(TraceEvent event, Kind kind, String detail) {
        return Optional.of(new GameEvent(event.ms(), kind, detail == null ? "" : detail));
    }

    boolean isDead() {
        return dead;
    }
}
