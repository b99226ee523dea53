package io.github.metabgm.testgame.play;

import io.github.metabgm.player.trace.Hostile;
import io.github.metabgm.testgame.world.StandInMonster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.entity.EntityType;

/**
 * The hostiles that the recorder lists, as entities: one keeps its object as long as one of its kind is listed. Each
 * stands to the player's east, as far away as the trace says.
 */
final class TraceHostiles {
    /** The game leaves the dead lying for a second. */
    private static final int LYING_TICKS = 20;

    private final Map<String, EntityType<StandInMonster>> types = new HashMap<>();
    private final List<StandInMonster> alive = new ArrayList<>();
    private final List<StandInMonster> dead = new ArrayList<>();

    /** The entities of a level that was left are gone with it. */
    void forget() {
        alive.clear();
        dead.clear();
    }

    void live(List<Hostile> listed, ClientLevel level, LocalPlayer player) {
        List<StandInMonster> before = new ArrayList<>(alive);
        alive.clear();
        for (Hostile hostile : listed) {
            StandInMonster monster = take(before, hostile.kind());
            if (monster == null) {
                monster = new StandInMonster(type(hostile.kind()), level);
                level.addEntity(monster);
            }
            monster.setPos(player.getX() + hostile.distance(), player.getY(), player.getZ());
            alive.add(monster);
        }
        before.forEach(gone -> level.removeEntity(gone.getId()));
        bury(level);
    }

    private StandInMonster take(List<StandInMonster> monsters, String kind) {
        for (Iterator<StandInMonster> each = monsters.iterator(); each.hasNext(); ) {
            StandInMonster monster = each.next();
            if (monster.getType() == type(kind)) {
                each.remove();
                return monster;
            }
        }
        return null;
    }

    private void bury(ClientLevel level) {
        dead.removeIf(monster -> {
            boolean over = monster.deathTime >= LYING_TICKS;
            if (over) {
                level.removeEntity(monster.getId());
            }
            return over;
        });
    }

    /** The player has killed one of that kind; nothing where none is there. */
    void kill(String kind, LocalPlayer player) {
        StandInMonster victim = take(alive, kind);
        if (victim != null) {
            victim.handleDamageEvent(new DamageSource(player));
            victim.setHealth(0);
            dead.add(victim);
        }
    }

    /** Who did it: one of that kind that is there, or one that is not in sight. */
    StandInMonster attacker(String kind, ClientLevel level) {
        return alive.stream()
                .filter(monster -> monster.getType() == type(kind))
                .findFirst()
                .orElseGet(() -> new StandInMonster(type(kind), level));
    }

    private EntityType<StandInMonster> type(String kind) {
        return types.computeIfAbsent(kind, StandInMonster::type);
    }
}
