package io.github.metabgm.client.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.fabricmc.loader.api.FabricLoader;
import org.objectweb.asm.tree.ClassNode;
import org.spongepowered.asm.mixin.extensibility.IMixinConfigPlugin;
import org.spongepowered.asm.mixin.extensibility.IMixinInfo;

/**
 * Leaves out the mixins that {@code config/metabgm.json} switches off. Mixin asks before the game's libraries are
 * sure to be there, so nothing but the JDK and the loader is used.
 */
public final class MixinSwitches implements IMixinConfigPlugin {
    /** As many bytes as the settings are read of. */
    private static final int MOST_BYTES = 64 * 1_024;

    private String settings = "";

    @Override
    public void onLoad(String mixinPackage) {
        try {
            settings = read(FabricLoader.getInstance().getConfigDir().resolve("metabgm.json"));
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            // The settings themselves are read later, and say so then; here all mixins stay on.
            settings = "";
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean shouldApplyMixin(String targetClassName, String mixinClassName) {
        return switch (mixinClassName.substring(mixinClassName.lastIndexOf('.') + 1)) {
            case "MusicManagerMixin" -> !SwitchedOff.in(settings, "mixin_music");
            case "ClientPacketListenerMixin" -> !SwitchedOff.in(settings, "mixin_advancements");
            default -> true;
        };
    }

    @Override
    public String getRefMapperConfig() {
        return null;
    }

    @Override
    public void acceptTargets(Set<String> myTargets, Set<String> otherTargets) {}

    @Override
    public List<String> getMixins() {
        return null;
    }

    @Override
    public void preApply(String targetClassName, ClassNode targetClass, String mixinClassName, IMixinInfo mixinInfo) {}

    @Override
    public void postApply(
            String targetClassName, ClassNode targetClass, String mixinClassName, IMixinInfo mixinInfo) {}
}
