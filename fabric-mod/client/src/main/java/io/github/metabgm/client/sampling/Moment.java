package io.github.metabgm.client.sampling;

import io.github.metabgm.core.scene.GameEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.core.Holder;
import net.minecraft.world.entity.LivingEntity;
import net.minecraft.world.level.biome.Biome;

/** The tick at hand: the game as it stands, and what one reader found for those after it. */
final class Moment {
    /** What changes slowly or costs more is looked at every so many ticks: a quarter of a second. */
    static final int TICKS_BETWEEN_LOOKS = 5;

    final EntityKinds kinds = new EntityKinds();
    final List<LivingEntity> nearby = new ArrayList<>();
    Minecraft game;
    ClientLevel level;
    LocalPlayer player;
    long timeMs;
    /** Whether those that look only now and then do so in this tick. */
    boolean looks;
    /** Null while the chunk is not loaded. */
    Holder<Biome> biome;
    /** As {@link io.github.metabgm.core.scene.Biome#precipitation} has it; null where unknown. */
    String precipitation;

    private final Consumer<GameEvent> events;
    private int ticks;

    Moment(Consumer<GameEvent> events) {
        this.events = events;
    }

    /** Another tick in a level. */
    void begin() {
        looks = ticks++ % TICKS_BETWEEN_LOOKS == 0;
        biome = null;
        precipitation = null;
    }

    /** Another level, or none. */
    void enter(ClientLevel other) {
        level = other;
        ticks = 0;
        nearby.clear();
    }

    /** @param detail may be empty */
    void tell(GameEvent.Kind kind, String detail) {
        events.accept(new GameEvent(timeMs, kind, detail));
    }
}
