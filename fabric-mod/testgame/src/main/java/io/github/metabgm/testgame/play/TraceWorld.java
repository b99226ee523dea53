package io.github.metabgm.testgame.play;

import io.github.metabgm.core.scene.Condition;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import io.github.metabgm.core.scene.Weather;
import io.github.metabgm.player.trace.Point;
import io.github.metabgm.player.trace.TraceWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.minecraft.client.Minecraft;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.multiplayer.ClientPacketListener;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.core.registries.Registries;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;
import net.minecraft.resources.ResourceKey;
import net.minecraft.world.damagesource.DamageSource;
import net.minecraft.world.level.Level;

/** Puts what a trace tells into the game, so that the mod has to read it back. */
public final class TraceWorld {
    private static final int OPEN_SKY = 15;
    private static final Map<String, ResourceKey<Level>> VANILLA = Map.of(
            "minecraft:overworld", Level.OVERWORLD,
            "minecraft:the_nether", Level.NETHER,
            "minecraft:the_end", Level.END);

    private final Minecraft game;
    private final TraceWalk trace;
    private final Map<String, ResourceKey<Level>> dimensions = new HashMap<>(VANILLA);
    private final Map<String, TraceLand> lands = new HashMap<>();
    private final TraceHostiles hostiles = new TraceHostiles();
    private final TraceBody body = new TraceBody();
    private ClientPacketListener connection;
    private int skyLight = OPEN_SKY;

    public TraceWorld(Minecraft game, TraceWalk trace) {
        this.game = game;
        this.trace = trace;
    }

    /**
     * Brings the game to a moment; its next tick lives it.
     *
     * @param ms no less than in the call before
     */
    public void advanceTo(long ms) {
        List<GameEvent> events = trace.advanceTo(ms);
        Sample sample = trace.sample(ms);
        Point point = trace.position();
        if (sample.dimension() == null || point == null) {
            return;
        }
        events.forEach(this::happen);
        ResourceKey<Level> dimension = dimensions.computeIfAbsent(
                sample.dimension(), key -> ResourceKey.create(Registries.DIMENSION, Identifier.parse(key)));
        if (game.level == null || game.level.dimension() != dimension) {
            enter(dimension);
        }
        lands.get(sample.dimension()).reach(point, sample.biome());
        setSky(game.level, sample);
        body.live(game.player, sample, point, trace.yaw());
        hostiles.live(trace.hostiles(), game.level, game.player);
        if (connection == null) {
            connection = new ClientPacketListener(game);
            connection.joined();
        }
    }

    /** A packet comes in, on a thread of its own as in the game; nothing where no world is open. */
    public void receive(ClientboundUpdateAdvancementsPacket packet) throws InterruptedException {
        if (connection != null) {
            onNetworkThread(() -> connection.receive(packet));
        }
    }

    /** The connection breaks, on a thread of its own as in the game, and the title screen comes. */
    public void leave() throws InterruptedException {
        if (connection != null) {
            onNetworkThread(connection::lost);
            connection = null;
            hostiles.forget();
            game.clearClientLevel();
        }
    }

    private static void onNetworkThread(Runnable work) throws InterruptedException {
        Thread network = new Thread(work, "Netty Client IO");
        network.start();
        network.join();
    }

    private void enter(ResourceKey<Level> dimension) {
        ClientLevel level = new ClientLevel(dimension);
        TraceLand land = lands.computeIfAbsent(dimension.identifier().toString(), key -> new TraceLand());
        level.setBiomes(land);
        level.setChunks(land);
        level.setSkyLight(position -> skyLight);
        game.setLevel(level);
        hostiles.forget();
        embody();
    }

    private void embody() {
        if (game.player != null && game.player.level() == game.level) {
            game.level.removeEntity(game.player.getId());
        }
        game.player = new LocalPlayer(game.level);
        game.level.addEntity(game.player);
    }

    private void happen(GameEvent event) {
        if (game.player == null) {
            return;
        }
        switch (event.kind()) {
            case HURT -> game.player.handleDamageEvent(new DamageSource(
                    event.detail().isEmpty() ? null : hostiles.attacker(event.detail(), game.level)));
            case DEATH -> game.player.setHealth(0);
            case RESPAWN -> embody();
            case KILL -> hostiles.kill(event.detail(), game.player);
            default -> throw new IllegalArgumentException("a trace tells nothing of " + event.kind());
        }
    }

    private void setSky(ClientLevel level, Sample sample) {
        if (sample.timeOfDay() != Sample.NO_CLOCK) {
            // The tick that comes counts it up.
            level.setOverworldClockTime(sample.timeOfDay() - 1);
        }
        Weather weather = sample.weather();
        if (weather != null) {
            level.setRainLevel(weather == Weather.CLEAR ? 0 : 1);
            level.setThunderLevel(weather == Weather.THUNDER ? 1 : 0);
        }
        if (sample.knows(Condition.UNDER_ROOF)) {
            skyLight = sample.holds(Condition.UNDER_ROOF) ? 0 : OPEN_SKY;
        }
    }
}
