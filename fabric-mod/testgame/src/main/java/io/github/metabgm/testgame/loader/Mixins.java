package io.github.metabgm.testgame.loader;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.spongepowered.asm.launch.MixinBootstrap;
import org.spongepowered.asm.launch.MixinInitialisationError;
import org.spongepowered.asm.mixin.MixinEnvironment;
import org.spongepowered.asm.mixin.MixinEnvironment.Phase;
import org.spongepowered.asm.mixin.MixinEnvironment.Side;
import org.spongepowered.asm.mixin.transformer.IMixinTransformer;

/**
 * Applies mixins for real. Mixin keeps its state in statics: a process has one set of configs, that of its first
 * game, and their plugins ask that game alone.
 */
final class Mixins {
    private static final Set<String> CONFIGS = new LinkedHashSet<>();
    private static GameClassLoader game;
    private static IMixinTransformer transformer;

    private Mixins() {}

    /** The game whose classes are transformed now. */
    static synchronized GameClassLoader game() {
        return game;
    }

    /**
     * @param configs of this game's mods; those of later games in one process must be the same
     * @throws ModLoadException when a config cannot be read
     */
    static synchronized void enter(GameClassLoader entered, List<String> configs) throws ModLoadException {
        game = entered;
        if (transformer != null) {
            if (!CONFIGS.equals(new LinkedHashSet<>(configs))) {
                throw new IllegalStateException("mixin configs " + configs + ", but this process has " + CONFIGS);
            }
            return;
        }
        CONFIGS.addAll(configs);
        MixinBootstrap.init();
        // A mixin for the client is passed over without a word where no side is set.
        for (Phase phase : List.of(Phase.PREINIT, Phase.INIT, Phase.DEFAULT)) {
            MixinEnvironment.getEnvironment(phase).setSide(Side.CLIENT);
        }
        try {
            configs.forEach(org.spongepowered.asm.mixin.Mixins::addConfiguration);
        } catch (MixinInitialisationError unreadable) {
            throw new ModLoadException("mixins: " + unreadable.getMessage() + ": " + unreadable.getCause(), unreadable);
        }
        goTo(Phase.INIT);
        goTo(Phase.DEFAULT);
        transformer = MixinHost.transformers().createTransformer();
    }

    private static void goTo(Phase phase) {
        try {
            Method gotoPhase = MixinEnvironment.class.getDeclaredMethod("gotoPhase", Phase.class);
            gotoPhase.setAccessible(true);
            gotoPhase.invoke(null, phase);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** Bytes of a class that no mixin reaches into come back as they are. */
    static synchronized byte[] transform(String name, byte[] bytes) {
        boolean reached = transformer != null
                && transformer.couldTransformClass(MixinEnvironment.getCurrentEnvironment(), name);
        return reached ? transformer.transformClassBytes(name, name, bytes) : bytes;
    }
}
