package io.github.metabgm.core.net;

import io.github.metabgm.core.codec.SidecarMessage;

/** The session's states (PROTOCOL.md, "Session"), as far as the mod goes through them. Does no I/O. */
final class Session {
    /** What is to be done about a message. */
    enum Reaction {
        IDENTIFY,
        OPEN,
        DELIVER,
        IGNORE
    }

    private enum Stage {
        AWAITING_HELLO,
        AWAITING_READY,
        OPEN
    }

    private Stage stage = Stage.AWAITING_HELLO;

    Reaction received(SidecarMessage message) {
        if (message instanceof SidecarMessage.Hello) {
            boolean first = stage == Stage.AWAITING_HELLO;
            stage = first ? Stage.AWAITING_READY : stage;
            return first ? Reaction.IDENTIFY : Reaction.IGNORE;
        }
        if (message instanceof SidecarMessage.Ready) {
            boolean due = stage == Stage.AWAITING_READY;
            stage = due ? Stage.OPEN : stage;
            return due ? Reaction.OPEN : Reaction.IGNORE;
        }
        boolean mayCome = stage == Stage.OPEN || message instanceof SidecarMessage.Refusal;
        return mayCome ? Reaction.DELIVER : Reaction.IGNORE;
    }
}
