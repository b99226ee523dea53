package io.github.metabgm.core;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import java.util.function.Consumer;

/**
 * What the player wants of the sidecar beyond scenes. A new session knows nothing of it and plays, so it is told at
 * once; a sidecar that has it otherwise later is told again. For one thread.
 */
public final class PlayerWishes {
    /** A status that is older than the answer to a toggle comes in well before this. */
    private static final long PATIENCE_MS = 3_000;
    /** What the sidecar plays fights at unless told. */
    private static final double FULL_VOLUME = 1;

    private boolean on;
    private String style;
    private double combatVolume;
    private boolean told;
    private boolean sidecarPlays;
    private long toldMs;
    private SidecarMessage.Status statusThen;

    /**
     * @param on whether music is wanted
     * @param style in the player's words, may be empty
     * @param combatVolume 0..1
     */
    public PlayerWishes(boolean on, String style, double combatVolume) {
        this.on = on;
        this.style = style;
        this.combatVolume = combatVolume;
    }

    public boolean isOn() {
        return on;
    }

    public void turn(boolean nowOn) {
        on = nowOn;
    }

    /** Takes new wishes; an open session is told of a new style or volume at once, of on and off with the next tick. */
    public void change(boolean nowOn, String newStyle, double newCombatVolume, Consumer<PlayerCommand> sidecar) {
        on = nowOn;
        if (told && !newStyle.equals(style)) {
            sidecar.accept(PlayerCommand.style(newStyle));
        }
        if (told && newCombatVolume != combatVolume) {
            sidecar.accept(PlayerCommand.volume(newCombatVolume));
        }
        style = newStyle;
        combatVolume = newCombatVolume;
    }

    /** No session is open. */
    public void sessionGone() {
        told = false;
    }

    /**
     * A session is open.
     *
     * @param status the last that came, null before the first
     */
    public void tick(long timeMs, SidecarMessage.Status status, Consumer<PlayerCommand> sidecar) {
        if (!told) {
            told = true;
            sidecarPlays = true;
            statusThen = status;
            tellAll(sidecar);
        }
        boolean differs = status != null && status != statusThen && status.playing() != on;
        if (sidecarPlays != on || differs && timeMs - toldMs >= PATIENCE_MS) {
            sidecar.accept(PlayerCommand.of(PlayerCommand.Kind.TOGGLE));
            sidecarPlays = on;
            toldMs = timeMs;
            statusThen = status;
        }
    }

    private void tellAll(Consumer<PlayerCommand> sidecar) {
        if (!style.isEmpty()) {
            sidecar.accept(PlayerCommand.style(style));
        }
        if (combatVolume != FULL_VOLUME) {
            sidecar.accept(PlayerCommand.volume(combatVolume));
        }
    }
}
