package io.github.metabgm.client.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.fabricmc.loader.impl.FabricLoaderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixinSwitchesTest {
    private static final String MUSIC = "io.github.metabgm.client.mixin.MusicManagerMixin";
    private static final String ADVANCEMENTS = "io.github.metabgm.client.mixin.ClientPacketListenerMixin";

    @TempDir
    private Path config;

    private MixinSwitches switches(String json) throws IOException {
        if (json != null) {
            Files.writeString(config.resolve("metabgm.json"), json);
        }
        FabricLoaderImpl.install(config, "26.2", Map.of(), Map.of());
        MixinSwitches switches = new MixinSwitches();
        switches.onLoad("io.github.metabgm.client.mixin");
        return switches;
    }

    private static boolean applies(MixinSwitches switches, String mixin) {
        return switches.shouldApplyMixin("net.minecraft.Anything", mixin);
    }

    @Test
    void bothAreOnWithoutSettings() throws IOException {
        MixinSwitches switches = switches(null);
        assertTrue(applies(switches, MUSIC));
        assertTrue(applies(switches, ADVANCEMENTS));
    }

    @Test
    void eachIsSwitchedOffByItsOwnKey() throws IOException {
        MixinSwitches switches = switches("{\n  \"mixin_music\" : false,\n  \"mixin_advancements\": true\n}");
        assertFalse(applies(switches, MUSIC));
        assertTrue(applies(switches, ADVANCEMENTS));
        MixinSwitches others = switches("{\"mixin_advancements\":false}");
        assertTrue(applies(others, MUSIC));
        assertFalse(applies(others, ADVANCEMENTS));
    }

    @Test
    void theKeysAreThoseOfTheSettings() {
        assertEquals("mixin_music", Setting.MIXIN_MUSIC.key());
        assertEquals("mixin_advancements", Setting.MIXIN_ADVANCEMENTS.key());
    }

    @Test
    void settingsThatAreNoneSwitchNothingOff() throws IOException {
        MixinSwitches switches = switches("{\"mixin_music\": \"false\", \"mixin_advancements\": falsehood \0");
        assertTrue(applies(switches, MUSIC));
        assertTrue(applies(switches, ADVANCEMENTS));
    }

    @Test
    void aFolderInThePlaceOfTheFileSwitchesNothingOff() throws IOException {
        Files.createDirectory(config.resolve("metabgm.json"));
        assertTrue(applies(switches(null), MUSIC));
    }

    @Test
    void noMoreIsReadThanTheSettingsMayHold() throws IOException {
        String padding = " ".repeat(64 * 1_024);
        assertTrue(applies(switches(padding + "{\"mixin_music\": false}"), MUSIC));
    }
}
