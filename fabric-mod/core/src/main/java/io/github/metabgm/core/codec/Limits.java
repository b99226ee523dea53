package io.github.metabgm.core.codec;

/** The protocol's limits that the mod has to know; a test holds them against {@code protocol/schema/limits.json}. */
public final class Limits {
    public static final int PROTOCOL = 1;
    public static final int FRAME_TO_SIDECAR_BYTES = 65_536;
    public static final int FRAME_TO_MOD_BYTES = 131_072;
    /** Unicode code points. */
    public static final int STRING_CHARS = 2_000;
    public static final int ARRAY_ITEMS = 64;
    public static final int MAP_ENTRIES = 128;
    public static final int DEPTH = 8;
    public static final int PCM_FRAMES = 9_600;
    public static final int STYLE_CHARS = 200;
    public static final int VALUE_CHARS = 100;
    public static final int BUFFER_MS_MIN = 200;
    public static final int BUFFER_MS_MAX = 10_000;
    public static final int WINDOW_MS_MAX = 60_000;
    public static final int CHANNELS_MAX = 2;
    public static final int RATE_HZ_MIN = 8_000;
    public static final int RATE_HZ_MAX = 192_000;

    private Limits() {}
}
