package io.github.metabgm.core.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns samples and blows into scenes. Called once each client tick from one thread; does no I/O and keeps no more
 * than one window's counts.
 */
public final class SceneSampler {
    /** A window is at most this long; while the biome stays unknown it starts anew. */
    private static final int MAX_WINDOW_MS = 60_000;

    private final BlowMemory blows = new BlowMemory();
    private final CombatWatch combat = new CombatWatch();
    private final SceneTrigger trigger;
    private final Window window = new Window();
    private int blowsSinceLastTick;

    /** @param intervalMs 1000..60000 */
    public SceneSampler(int intervalMs) {
        if (intervalMs < 1_000 || intervalMs > MAX_WINDOW_MS) {
            throw new IllegalArgumentException("interval of " + intervalMs + " ms: expected 1000 to " + MAX_WINDOW_MS);
        }
        this.trigger = new SceneTrigger(intervalMs);
    }

    /** Takes note of an event; only blows matter to the window. */
    public void event(GameEvent event) {
        if (event.isBlow()) {
            blows.blow(event.timeMs());
            combat.update(event.timeMs(), true);
            blowsSinceLastTick++;
        }
    }

    /** Whether a fight is on: a blow fell, or a hostile had the player as its target, within the last six seconds. */
    public boolean isFighting() {
        return combat.isFighting();
    }

    /**
     * @param sample read within the call only
     * @return the scene that is due with this sample
     */
    public Optional<Scene> tick(Sample sample) {
        long timeMs = sample.timeMs();
        boolean attacked = blows.attackedAt(timeMs);
        boolean fighting = combat.update(timeMs, attacked || sample.hostiles().targetPlayer());
        boolean changed = trigger.changesTo(sample, fighting);
        if (changed || window.lengthMs() >= MAX_WINDOW_MS) {
            window.clear();
        }
        window.add(sample, attacked);
        for (; blowsSinceLastTick > 0; blowsSinceLastTick--) {
            window.addBlow();
        }
        SceneReason reason = window.isComplete() ? trigger.due(timeMs, window.lengthMs()) : null;
        return reason == null ? Optional.empty() : Optional.of(send(timeMs, reason));
    }

    /** The connection is new: the next tick sends what is now. */
    public void resend() {
        trigger.forget();
    }

    private Scene send(long timeMs, SceneReason reason) {
        int windowMs = (int) Math.min(window.lengthMs(), MAX_WINDOW_MS);
        Scene scene = new Scene(timeMs, reason, windowMs, window.samples(), window.scene(), crossings(timeMs));
        trigger.sent(timeMs);
        window.clear();
        return scene;
    }

    private List<GameEvent> crossings(long timeMs) {
        Situation before = trigger.lastSent();
        Situation now = trigger.current();
        List<GameEvent> crossings = new ArrayList<>(2);
        if (before != null && !now.dimension().equals(before.dimension())) {
            crossings.add(new GameEvent(timeMs, GameEvent.Kind.DIMENSION_CHANGED, now.dimension()));
        }
        if (before != null && !now.biome().equals(before.biome())) {
            crossings.add(new GameEvent(timeMs, GameEvent.Kind.BIOME_ENTERED, now.biome()));
        }
        return crossings;
    }
}
