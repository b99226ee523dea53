package io.github.metabgm.core.codec;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A key or a command of the player.
 *
 * @param text the wish that {@link Kind#STYLE} must carry, at most 200 characters; an empty one takes it back
 * @param volume the gain 0..1 that {@link Kind#VOLUME} must carry
 */
public record PlayerCommand(Kind kind, Optional<String> text, OptionalDouble volume) {
    /** The commands that the protocol knows. */
    public enum Kind {
        TOGGLE,
        REGENERATE,
        SKIP,
        LIKE,
        DISLIKE,
        STYLE,
        VOLUME;

        public String key() {
            return WireName.of(this);
        }

        /** @return empty when there is no such command */
        public static Optional<Kind> ofKey(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    public PlayerCommand {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.STYLE && text.isEmpty() || kind == Kind.VOLUME && volume.isEmpty()) {
            throw new IllegalArgumentException("command " + kind.key() + ": without its text or volume");
        }
        if (volume.isPresent() && !(volume.getAsDouble() >= 0 && volume.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("volume " + volume.getAsDouble() + ": expected 0 to 1");
        }
    }

    /** A command without an argument. */
    public static PlayerCommand of(Kind kind) {
        return new PlayerCommand(kind, Optional.empty(), OptionalDouble.empty());
    }

    /** @param wish cut to 200 characters; empty takes the last wish back */
    public static PlayerCommand style(String wish) {
        return new PlayerCommand(Kind.STYLE, Optional.of(Shown.cut(wish, Limits.STYLE_CHARS)), OptionalDouble.empty());
    }

    /** @param volume 0..1, of the combat overlay */
    public static PlayerCommand volume(double volume) {
        return new PlayerCommand(Kind.VOLUME, Optional.empty(), OptionalDouble.of(volume));
    }
}
