package io.github.metabgm.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.gson.JsonParser;
import com.terraformersmc.modmenu.api.ConfigScreenFactory;
import com.terraformersmc.modmenu.api.ModMenuApi;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import net.minecraft.client.gui.screens.Screen;
import org.junit.jupiter.api.Test;

class ModMenuIntegrationTest {
    private final OpenedScreen opened = new OpenedScreen();

    /** As Mod Menu does, by the name in fabric.mod.json. */
    private static ModMenuApi entryPoint() throws Exception {
        try (InputStream description = SettingsDoor.class.getResourceAsStream("/fabric.mod.json")) {
            String name = JsonParser.parseReader(new InputStreamReader(description, StandardCharsets.UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject("entrypoints")
                    .getAsJsonArray("modmenu")
                    .get(0)
                    .getAsString();
            return (ModMenuApi) Class.forName(name).getConstructor().newInstance();
        }
    }

    @Test
    void leadsIntoTheSettingsAndBack() throws Exception {
        opened.door.offerToModMenu();
        ConfigScreenFactory<?> factory = entryPoint().getModConfigScreenFactory();
        Screen modMenu = opened.openAnother();
        assertNotNull(factory.create(modMenu));
        assertSame(modMenu, opened.game.gui.screen());
        Screen settings = factory.create(modMenu);
        assertInstanceOf(SettingsScreen.class, settings);
        opened.game.setScreenAndShow(settings);
        opened.press("Music:");
        opened.press("gui.done");
        assertSame(modMenu, opened.game.gui.screen());
        assertEquals(1, opened.kept.size());
    }
}
