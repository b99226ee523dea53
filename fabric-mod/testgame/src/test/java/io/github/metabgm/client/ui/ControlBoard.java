package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.core.codec.PlayerCommand;
import io.github.metabgm.core.codec.SidecarMessage;
import io.github.metabgm.core.net.ConnectionState;
import io.github.metabgm.core.net.SidecarHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mod as keys and commands see it, with a sidecar that is there or not and remembers what it was sent. */
final class ControlBoard implements Controls {
    final List<PlayerCommand> sent = new ArrayList<>();
    boolean sidecarIsThere = true;
    boolean on = true;
    int settingsOpened;
    Optional<SidecarMessage.Track> piece = Optional.empty();
    Map<String, Object> record = Map.of();
    List<String> faultsOfSettings = List.of();

    @Override
    public boolean send(PlayerCommand command) {
        return sidecarIsThere && sent.add(command);
    }

    @Override
    public boolean toggle() {
        on = !on;
        return on;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public ConnectionState connection() {
        return sidecarIsThere ? new ConnectionState.Open("s") : new ConnectionState.Connecting();
    }

    @Override
    public Optional<SidecarHelp> help() {
        return sidecarIsThere ? Optional.empty() : Optional.of(new SidecarHelp("metabgm.sidecar.start", List.of()));
    }

    @Override
    public Optional<SidecarMessage.Track> nowPlaying() {
        return piece;
    }

    @Override
    public Optional<SidecarMessage.Status> sidecarStatus() {
        return Optional.empty();
    }

    @Override
    public Map<String, Object> provenance() {
        return record;
    }

    @Override
    public List<String> debug() {
        return List.of("underruns 0", "parts off: none");
    }

    @Override
    public List<String> reload() {
        return faultsOfSettings;
    }

    @Override
    public void openSettings() {
        settingsOpened++;
    }
}
