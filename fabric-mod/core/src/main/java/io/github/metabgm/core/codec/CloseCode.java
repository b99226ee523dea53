package io.github.metabgm.core.codec;

/** Numbers a session closes with (PROTOCOL.md, "Close codes") that the mod sends or treats specially. */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int FRAME_TOO_LARGE = 1009;
    public static final int OTHER_PROTOCOL = 4001;
    public static final int MALFORMED = 4002;
    public static final int TEXT_FRAME = 4003;

    private CloseCode() {}
}
