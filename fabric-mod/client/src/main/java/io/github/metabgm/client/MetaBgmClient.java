package io.github.metabgm.client;

import net.fabricmc.api.ClientModInitializer;

/** Where Fabric starts the mod. */
public final class MetaBgmClient implements ClientModInitializer {
    @Override
    public void onInitializeClient() {
        Notices notices = new Notices();
        Faults faults = new Faults(notices);
        new Part("start", faults).run(() -> new Adapter(faults, notices).register());
    }
}
