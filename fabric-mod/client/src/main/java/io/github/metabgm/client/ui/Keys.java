package io.github.metabgm.client.ui;

import io.github.metabgm.client.Controls;
import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Part;
import net.minecraft.client.Minecraft;

/** The mod's keys. For the game's thread. */
public final class Keys {
    /**
     * Translation key of the line that says where keys are bound. They come unbound, so somebody has to say it; once
     * an installation, because whoever has read it and binds none wants none.
     */
    public static final String HINT = "metabgm.notice.keys";

    private final Part part;
    private final Actions actions;
    private final WhySwitch why;
    private final Runnable poll = this::poll;
    private KeyMappings mappings;
    private Minecraft game;

    public Keys(Faults faults, Controls controls, WhySwitch why) {
        this.part = new Part("keys", faults);
        this.actions = new Actions(controls);
        this.why = why;
    }

    /** While the game starts, before it reads its options. */
    public void register() {
        part.run(() -> mappings = new KeyMappings(actions, why));
    }

    /** Once a client tick. */
    public void tick(Minecraft game) {
        if (mappings != null) {
            this.game = game;
            part.run(poll);
        }
    }

    private void poll() {
        mappings.poll(game);
    }
}
