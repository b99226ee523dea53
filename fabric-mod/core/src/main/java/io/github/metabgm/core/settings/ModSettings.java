package io.github.metabgm.core.settings;

import io.github.metabgm.core.net.GivenToken;
import io.github.metabgm.core.net.TokenFile;
import io.github.metabgm.core.net.TokenSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that {@code config/metabgm.json} says. Immutable; reading a value allocates nothing. */
public final class ModSettings {
    private static final ModSettings DEFAULTS = new ModSettings(
            Setting.ALL.stream().collect(Collectors.toUnmodifiableMap(setting -> setting, Setting::initial)));

    private final Map<Setting<?>, Object> values;

    private ModSettings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    public static ModSettings defaults() {
        return DEFAULTS;
    }

    /** Only {@link #with} puts values in, so each is of its setting's type. */
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    /** @throws IllegalArgumentException where the setting does not take the value */
    public <T> ModSettings with(Setting<T> setting, T value) {
        T taken = setting.kind().read(setting.kind().json(value)).orElseThrow(() -> new IllegalArgumentException(
                setting.key() + ": " + value + ", expected " + setting.kind().expected()));
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.put(setting, taken);
        return new ModSettings(Map.copyOf(changed));
    }

    /** What the core is started with. */
    public Settings connection() {
        return new Settings(
                get(Setting.HOST),
                get(Setting.PORT),
                tokenSource(),
                get(Setting.WINDOW_SECONDS),
                get(Setting.BUFFER_MS),
                volume());
    }

    private TokenSource tokenSource() {
        if (!get(Setting.TOKEN).isEmpty()) {
            return new GivenToken(get(Setting.TOKEN));
        }
        String file = get(Setting.TOKEN_FILE);
        return file.isEmpty() ? TokenFile.ofThisUser() : new TokenFile(Path.of(file));
    }

    public boolean music() {
        return get(Setting.MUSIC);
    }

    /** Of all music, 0..1. */
    public double volume() {
        return get(Setting.VOLUME);
    }

    /** Of the combat overlay, 0..1. */
    public double combatVolume() {
        return get(Setting.COMBAT_VOLUME);
    }

    /** What the player wishes of all music, at most 200 characters; empty for nothing. */
    public String style() {
        return get(Setting.STYLE);
    }

    /** Whether the HUD names a piece when it starts. */
    public boolean nowPlaying() {
        return get(Setting.NOW_PLAYING);
    }

    /** Whether music plays on the title screen too. */
    public boolean titleScreen() {
        return get(Setting.TITLE_SCREEN);
    }

    public Loudness whenPaused() {
        return get(Setting.WHEN_PAUSED);
    }

    public Loudness whenUnfocused() {
        return get(Setting.WHEN_UNFOCUSED);
    }

    public boolean holdBackGameMusic() {
        return get(Setting.HOLD_BACK_GAME_MUSIC);
    }

    /** Whether the music gives way to everything in the category of jukeboxes except note blocks. */
    public boolean yieldToRecords() {
        return get(Setting.YIELD_TO_RECORDS);
    }

    /** Patterns that {@link SoundPattern#of} takes: the music gives way to these sounds. */
    public List<String> yieldTo() {
        return get(Setting.YIELD_TO);
    }

    public boolean mixinMusic() {
        return get(Setting.MIXIN_MUSIC);
    }

    public boolean mixinAdvancements() {
        return get(Setting.MIXIN_ADVANCEMENTS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModSettings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
