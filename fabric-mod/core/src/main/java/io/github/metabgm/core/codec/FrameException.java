package io.github.metabgm.core.codec;

/** A frame that cannot be read or breaks a limit; the session ends with its close code. */
public final class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    FrameException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    static FrameException malformed(String message) {
        return new FrameException(CloseCode.MALFORMED, message);
    }

    public int closeCode() {
        return closeCode;
    }
}
