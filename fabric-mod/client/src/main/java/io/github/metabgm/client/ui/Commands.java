package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;

/** {@code /metabgm}, answered on this side: the server never sees it. For the game's thread. */
public final class Commands {
    private final Part part;
    private final Controls controls;
    private final WhySwitch why;
    private final Runnable openSettings = this::openSettings;
    private boolean settingsWanted;

    public Commands(Faults faults, Controls controls, WhySwitch why) {
        this.part = new Part("commands", faults);
        this.controls = controls;
        this.why = why;
    }

    /** While the game starts. */
    public void register() {
        part.run(() -> new CommandTree(part, controls, why, this::wantSettings).register());
    }

    /** Once a client tick. */
    public void tick() {
        if (settingsWanted) {
            settingsWanted = false;
            part.run(openSettings);
        }
    }

    /** On the next tick: the chat's screen, which a command is typed into, closes after the command has run. */
    private void wantSettings() {
        settingsWanted = true;
    }

    private void openSettings() {
        controls.openSettings();
    }
}
