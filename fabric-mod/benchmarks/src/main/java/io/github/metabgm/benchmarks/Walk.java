package io.github.metabgm.benchmarks;

import io.github.metabgm.testgame.world.StandInBiomes;
import io.github.metabgm.testgame.world.StandInCreature;
import io.github.metabgm.testgame.world.StandInMonster;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.core.Holder;
import net.minecraft.world.entity.Entity;
import net.minecraft.world.level.Level;
import net.minecraft.world.level.biome.Biome;

/** A player who walks along a border of biomes in the rain, among a dozen hostiles and as many animals. */
final class Walk {
    private static final int CROWD = 12;
    private static final double STEP_BLOCKS = 0.2;
    private static final int ROUND_BLOCKS = 64;
    private static final Holder<Biome> DESERT = StandInBiomes.of("minecraft:desert", 2, false);

    final Minecraft game = new Minecraft();
    private int steps;

    Walk() {
        game.level = new ClientLevel(Level.OVERWORLD);
        game.level.setBiomes((x, y, z) -> (x & ROUND_BLOCKS / 4) == 0 ? DESERT : StandInBiomes.PLAINS);
        game.level.setRainLevel(1);
        game.player = new LocalPlayer(game.level);
        game.level.addEntity(game.player);
        for (int i = 0; i < CROWD; i++) {
            put(new StandInMonster(StandInMonster.type(i % 2 == 0 ? "zombie" : "skeleton"), game.level), i * 2);
            put(new StandInCreature(StandInCreature.type("cow"), game.level), i * 3);
        }
        step();
    }

    private void put(Entity entity, double x) {
        entity.setPos(x, 64, 3);
        game.level.addEntity(entity);
    }

    /** What the player did since the last tick. */
    void step() {
        steps++;
        game.player.setPos(steps * STEP_BLOCKS % ROUND_BLOCKS, 64, 0.5);
        game.player.setYRot(steps);
    }
}
