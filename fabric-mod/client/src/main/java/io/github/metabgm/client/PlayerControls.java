package io.github.metabgm.client;

import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarHelp;
import io.github.metabgm.core.settings.Setting;
import io.github.metabgm.core.ui.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mod as keys, commands and overlays see it. */
final class PlayerControls implements Controls {
    private final SettingsKeeper settings;
    private final SessionKeeper sessions;
    private final DebugLines debug;
    private final Runnable openSettings;

    PlayerControls(
            SettingsKeeper settings, SessionKeeper sessions, DebugLines debug, Runnable openSettings) {
        this.settings = settings;
        this.sessions = sessions;
        this.debug = debug;
        this.openSettings = openSettings;
    }

    @Override
    public boolean send(PlayerCommand command) {
        if (command.kind() == PlayerCommand.Kind.STYLE) {
            settings.change(settings.now()
                    .with(Setting.STYLE, command.text().map(PlainText::of).orElse("")));
            return isOpen();
        }
        return isOpen() && sessions.session().send(command);
    }

    private boolean isOpen() {
        return sessions.session() != null && sessions.session().isOpen();
    }

    @Override
    public boolean toggle() {
        boolean on = !isOn();
        settings.change(settings.now().with(Setting.MUSIC, on));
        return on;
    }

    @Override
    public boolean isOn() {
        return settings.now().music();
    }

    @Override
    public ConnectionState connection() {
        MusicSession session = sessions.session();
        return session == null ? new ConnectionState.Closed() : session.events().state();
    }

    @Override
    public Optional<SidecarHelp> help() {
        MusicSession session = sessions.session();
        return session != null && session.events().state() instanceof ConnectionState.Retrying retrying
                ? SidecarHelp.after(
                        retrying.setback(), session.connection().address(), session.connection().token())
                : Optional.empty();
    }

    @Override
    public Optional<SidecarMessage.Track> nowPlaying() {
        MusicSession session = sessions.session();
        return session == null ? Optional.empty() : session.events().nowPlaying();
    }

    @Override
    public Optional<SidecarMessage.Status> sidecarStatus() {
        return Optional.ofNullable(sessions.session()).map(session -> session.events().status());
    }

    @Override
    public Map<String, Object> provenance() {
        MusicSession session = sessions.session();
        return session == null ? Map.of() : session.events().provenance();
    }

    @Override
    public List<String> debug() {
        return debug.of(sessions.session());
    }

    @Override
    public List<String> reload() {
        return settings.reload();
    }

    @Override
    public void openSettings() {
        openSettings.run();
    }
}
