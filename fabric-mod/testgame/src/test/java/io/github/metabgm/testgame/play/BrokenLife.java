package io.github.metabgm.testgame.play;

import io.github.metabgm.player.PlayerLog;
import io.github.metabgm.player.trace.TraceWalk;
import io.github.metabgm.testgame.host.GameRun;
import io.github.metabgm.testgame.host.Plan;
import io.github.metabgm.testgame.host.TimedAction;
import io.github.metabgm.testgame.host.TimedAction.Action;
import io.github.metabgm.testgame.world.BiomeMap;
import io.github.metabgm.testgame.world.StandInBiomes;
import io.github.metabgm.testgame.world.StandInMonster;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.minecraft.client.KeyMapping;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.LerpingBossEvent;
import net.minecraft.client.gui.screens.Screen;
import net.minecraft.network.chat.Component;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.effect.MobEffectInstance;
import net.minecraft.world.effect.MobEffects;

/** A short life in which everything happens that the mod has to do with, as fast as it goes. */
public final class BrokenLife implements GameRun {
    private static final int TICK_MS = 50;
    private static final long AWAIT_SESSION_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int FIRST_TICKS = 40;
    /** The mod looks who is near every five ticks. */
    private static final int LOOK_TICKS = 6;
    private static final double BOSS_BLOCKS = 40;
    private static final double NEAR_BLOCKS = 5;

    private RunningGame running;
    private long ms;

    /** The loader makes the instance. */
    public BrokenLife() {}

    @Override
    public int run(Plan plan, List<Object> entrypoints, PlayerLog log) throws Exception {
        running = RunningGame.start(entrypoints, TraceWalk.of(plan.trace()), log);
        ms = Math.round(plan.seconds().orElse(0) * 1_000);
        // The game's own music is on before ours, so that ours has something to hold back.
        running.game().getMusicManager().setPauseTicks(0);
        firstTicks(plan.speed());
        meetMonsters();
        running.game().level.setBiomes(BiomeMap.everywhere(StandInBiomes.PLAINS));
        plan.actions().forEach(this::act);
        useScreen();
        live(2);
        act(new TimedAction(ms, Action.COMMAND, "metabgm debug"));
        live(2);
        running.stop();
        return running.escapes().count();
    }

    private void live(int ticks) {
        for (int i = 0; i < ticks; i++) {
            ms += TICK_MS;
            running.live(ms);
        }
    }

    /** At least until the mod's music is there, or not to be expected any more. */
    private void firstTicks(double haste) {
        long giveUp = System.nanoTime() + Math.round(AWAIT_SESSION_NANOS / haste);
        for (int tick = 0; tick < FIRST_TICKS || awaitsMusic(giveUp); tick++) {
            live(1);
            if (tick >= FIRST_TICKS) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private boolean awaitsMusic(long giveUp) {
        return !running.watcher().isHeard("metabgm:stream") && System.nanoTime() - giveUp < 0;
    }

    private void act(TimedAction action) {
        if (action.action() == Action.KEY && KeyMapping.get(action.argument()) == null) {
            return;
        }
        running.escapes().guard("action " + action, () -> running.deeds().perform(action));
        live(2);
    }

    private void meetMonsters() {
        Minecraft game = running.game();
        place("wither", BOSS_BLOCKS);
        StandInMonster zombie = place("zombie", NEAR_BLOCKS);
        game.gui.hud.getBossOverlay().add(
                new LerpingBossEvent(new UUID(0, 1), Component.literal("Wither"), 1, true, true));
        game.player.addEffect(new MobEffectInstance(MobEffects.POISON, 0));
        live(LOOK_TICKS);
        game.player.handleDamageEvent(new DamageSource(zombie));
        zombie.handleDamageEvent(new DamageSource(game.player));
        zombie.setHealth(0);
        live(LOOK_TICKS);
    }

    private StandInMonster place(String kind, double blocks) {
        Minecraft game = running.game();
        StandInMonster monster = new StandInMonster(StandInMonster.type(kind), game.level);
        monster.setPos(game.player.getX() + blocks, game.player.getY(), game.player.getZ());
        monster.flags().aggressive = true;
        game.level.addEntity(monster);
        return monster;
    }

    /** Opens the settings, presses every button, types into every box, and goes. */
    private void useScreen() {
        act(new TimedAction(ms, Action.COMMAND, "metabgm config"));
        Screen screen = running.game().gui.screen();
        if (screen == null) {
            return;
        }
        for (var child : List.copyOf(screen.children())) {
            if (child instanceof AbstractWidget widget) {
                running.escapes().guard("screen", () -> {
                    screen.mouseClicked(widget.getX() + 1, widget.getY() + 1);
                    screen.type("a");
                });
                live(1);
            }
        }
        running.escapes().guard("screen", screen::escape);
    }
}
