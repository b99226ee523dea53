package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.core.codec.Limits;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.PlayerCommand.Kind;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import java.util.Optional;

/** What keys and commands do, with the answer that the player gets. */
final class Actions {
    private static final String NO_SIDECAR = "metabgm.action.no_sidecar";

    private final Controls controls;

    Actions(Controls controls) {
        this.controls = controls;
    }

    Answer toggle() {
        if (!controls.toggle()) {
            return Answer.done("metabgm.action.off");
        }
        return Answer.done(
                controls.connection() instanceof ConnectionState.Open
                        ? "metabgm.action.on"
                        : "metabgm.action.on_without_sidecar");
    }

    Answer regenerate() {
        return askFor(PlayerCommand.of(Kind.REGENERATE), Answer.done("metabgm.action.regenerate"));
    }

    Answer skip() {
        return askFor(PlayerCommand.of(Kind.SKIP), Answer.done("metabgm.action.skip"));
    }

    Answer like() {
        return judge(Kind.LIKE, "metabgm.action.like");
    }

    Answer dislike() {
        return judge(Kind.DISLIKE, "metabgm.action.dislike");
    }

    /** @param wish at most 200 characters; an empty one takes the last wish back */
    Answer style(String wish) {
        int chars = wish.codePointCount(0, wish.length());
        if (chars > Limits.STYLE_CHARS) {
            return Answer.refused(
                    "metabgm.action.style_too_long",
                    Integer.toString(Limits.STYLE_CHARS),
                    Integer.toString(chars));
        }
        if (!controls.send(PlayerCommand.style(wish))) {
            return Answer.done("metabgm.action.style_without_sidecar");
        }
        return wish.isEmpty() ? Answer.done("metabgm.action.style_back") : Answer.done("metabgm.action.style", wish);
    }

    private Answer askFor(PlayerCommand command, Answer answer) {
        return controls.isOn() ? send(command, answer) : Answer.refused("metabgm.action.music_is_off");
    }

    private Answer judge(Kind judgement, String key) {
        Optional<SidecarMessage.Track> piece = controls.nowPlaying();
        return piece.isEmpty()
                ? Answer.refused("metabgm.action.nothing_played")
                : send(PlayerCommand.of(judgement), Answer.done(key, piece.get().title()));
    }

    private Answer send(PlayerCommand command, Answer answer) {
        return controls.send(command) ? answer : Answer.refused(NO_SIDECAR);
    }
}
