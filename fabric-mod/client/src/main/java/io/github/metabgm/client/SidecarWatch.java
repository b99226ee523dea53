package io.github.metabgm.client;

import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarNotice;

/** Tells the player what keeps the music away, and when it is there after all. For the game's thread. */
final class SidecarWatch {
    private final SidecarNotice notice = new SidecarNotice();
    private final Notices notices;
    private ConnectionState last;

    SidecarWatch(Notices notices) {
        this.notices = notices;
    }

    /** Once a client tick while there is a session. */
    void tick(MusicSession session) {
        ConnectionState state = session.events().state();
        if (state != last) {
            last = state;
            notice.changed(state, session.connection().address(), session.connection().token())
                    .ifPresent(help -> notices.add(
                            help.key(), help.arguments().toArray()));
        }
    }
}
