package io.github.metabgm.core.settings;

import io.github.metabgm.core.codec.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The keys of {@code config/metabgm.json}; docs/mod-settings.md says what they mean to players. */
public final class Setting<T> {
    /** The longest name that DNS knows. */
    private static final int HOST_CHARS = 253;
    /** The longest path on Linux; Windows allows fewer characters in most places. */
    private static final int PATH_CHARS = 4_096;

    public static final Setting<Boolean> MUSIC = flag("music");
    public static final Setting<Double> VOLUME = new Setting<>("volume", 1.0, new FractionKind());
    public static final Setting<Double> COMBAT_VOLUME = new Setting<>("combat_volume", 1.0, new FractionKind());
    public static final Setting<String> STYLE =
            new Setting<>("style", "", new TextKind("text", Limits.STYLE_CHARS, text -> true));
    public static final Setting<Boolean> NOW_PLAYING = flag("now_playing");
    public static final Setting<Boolean> TITLE_SCREEN = new Setting<>("title_screen", false, new FlagKind());
    public static final Setting<Loudness> WHEN_PAUSED = new Setting<>("when_paused", Loudness.PLAY, new LoudnessKind());
    public static final Setting<Loudness> WHEN_UNFOCUSED =
            new Setting<>("when_unfocused", Loudness.QUIET, new LoudnessKind());
    public static final Setting<Boolean> HOLD_BACK_GAME_MUSIC = flag("hold_back_game_music");
    public static final Setting<Boolean> YIELD_TO_RECORDS = flag("yield_to_records");
    public static final Setting<List<String>> YIELD_TO =
            new Setting<>("yield_to", List.of("*:music_disc.*"), new PatternsKind());
    public static final Setting<String> HOST =
            new Setting<>("host", "127.0.0.1", new TextKind("a host name or address", HOST_CHARS, Settings::isHost));
    public static final Setting<Integer> PORT =
            new Setting<>("port", 8_766, new WholeNumberKind(1, Settings.MOST_PORT));
    public static final Setting<String> TOKEN_FILE = new Setting<>(
            "token_file", "", new TextKind("an absolute path, or \"\"", PATH_CHARS, Setting::isAbsolutePathOrEmpty));
    public static final Setting<String> TOKEN = new Setting<>("token", "", new TokenKind());
    public static final Setting<Integer> WINDOW_SECONDS =
            new Setting<>("window_seconds", 10, new WholeNumberKind(1, Limits.WINDOW_MS_MAX / 1_000));
    public static final Setting<Integer> BUFFER_MS =
            new Setting<>("buffer_ms", 1_500, new WholeNumberKind(Limits.BUFFER_MS_MIN, Limits.BUFFER_MS_MAX));
    public static final Setting<Boolean> MIXIN_MUSIC = flag("mixin_music");
    public static final Setting<Boolean> MIXIN_ADVANCEMENTS = flag("mixin_advancements");

    /** All of them in the order in which they are written. */
    public static final List<Setting<?>> ALL = List.of(
            MUSIC, VOLUME, COMBAT_VOLUME, STYLE, NOW_PLAYING, TITLE_SCREEN, WHEN_PAUSED, WHEN_UNFOCUSED,
            HOLD_BACK_GAME_MUSIC, YIELD_TO_RECORDS, YIELD_TO, HOST, PORT, TOKEN_FILE, TOKEN, WINDOW_SECONDS, BUFFER_MS,
            MIXIN_MUSIC, MIXIN_ADVANCEMENTS);

    private final String key;
    private final T initial;
    private final ValueKind<T> kind;

    private Setting(String key, T initial, ValueKind<T> kind) {
        this.key = key;
        this.initial = Objects.requireNonNull(initial);
        this.kind = kind;
    }

    private static Setting<Boolean> flag(String key) {
        return new Setting<>(key, true, new FlagKind());
    }

    private static boolean isAbsolutePathOrEmpty(String text) {
        try {
            return text.isEmpty() || Path.of(text).isAbsolute();
        } catch (InvalidPathException notOfThisPlatform) {
            return false;
        }
    }

    /** @return empty where there is none of this name */
    static Optional<Setting<?>> ofKey(String key) {
        return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** What holds where the file says nothing. */
    public T initial() {
        return initial;
    }

    ValueKind<T> kind() {
        return kind;
    }

    @Override
    public String toString() {
        return key;
    }
}
