package io.github.metabgm.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.client.Notices;
import io.github.metabgm.core.settings.Loudness;
import io.github.metabgm.core.settings.ModSettings;
import io.github.metabgm.core.settings.Setting;
import java.util.List;
import java.util.Set;
import net.minecraft.client.gui.screens.Screen;
import org.junit.jupiter.api.Test;

class SettingsScreenTest {
    private final OpenedScreen opened = new OpenedScreen();

    @Test
    void showsWhatIsInForce() {
        opened.inForce = ModSettings.defaults()
                .with(Setting.MUSIC, false)
                .with(Setting.VOLUME, 0.35)
                .with(Setting.STYLE, "harp and soft choir, slow and never loud at all");
        opened.open();
        List<String> shown = opened.shown();
        assertTrue(
                shown.containsAll(List.of(
                        "MetaBGM",
                        "Music: Off",
                        "Volume: 35 %",
                        "Combat volume: 100 %",
                        "In pause: Playing",
                        "In background: Quiet",
                        "Style of all music, in your own words",
                        "harp and soft choir, slow and never loud at all")),
                shown.toString());
    }

    @Test
    void whatIsPressedIsShownAndKeptWithDone() {
        Screen before = opened.openAnother();
        opened.game.setScreenAndShow(opened.door.screen(before));
        opened.press("Music:");
        opened.press("In background:");
        opened.press("−");
        opened.press("−");
        opened.click(opened.box());
        opened.game.gui.screen().type("harp");
        assertTrue(opened.shown().containsAll(List.of("Music: Off", "In background: Silent", "Volume: 80 %", "harp")));
        assertEquals(List.of(), opened.kept);

        opened.press("gui.done");
        ModSettings expected = ModSettings.defaults()
                .with(Setting.MUSIC, false)
                .with(Setting.WHEN_UNFOCUSED, Loudness.SILENT)
                .with(Setting.VOLUME, 0.8)
                .with(Setting.STYLE, "harp");
        assertEquals(List.of(expected), opened.kept);
        assertSame(before, opened.game.gui.screen());
    }

    @Test
    void cancelAndEscapeKeepNothing() {
        Screen before = opened.openAnother();
        opened.game.setScreenAndShow(opened.door.screen(before));
        opened.press("Music:");
        opened.press("gui.cancel");
        assertSame(before, opened.game.gui.screen());

        opened.game.setScreenAndShow(opened.door.screen(before));
        opened.press("Music:");
        opened.game.gui.screen().escape();
        assertSame(before, opened.game.gui.screen());
        assertEquals(List.of(), opened.kept);
    }

    @Test
    void fromACommandItGoesBackToTheGame() {
        opened.open();
        opened.press("gui.done");
        assertNull(opened.game.gui.screen());
    }

    @Test
    void thereIsNoStepBeyondTheEnds() {
        opened.inForce = ModSettings.defaults().with(Setting.VOLUME, 0.1);
        opened.open();
        assertTrue(opened.button("−").active);
        opened.press("−");
        assertFalse(opened.button("−").active);
        opened.press("+");
        opened.press("+");
        assertTrue(opened.button("−").active);
        opened.press("gui.done");
        assertEquals(0.2, opened.kept.get(0).volume());
    }

    @Test
    void aWindowOfAnotherSizeLosesNothing() {
        opened.open();
        opened.press("Music:");
        opened.click(opened.box());
        opened.game.gui.screen().type("a lute, a lute, a lute, a lute, a lute and a drum");
        opened.game.gui.resize(640, 360);
        assertTrue(opened.shown().contains("Music: Off"));
        assertEquals("a lute, a lute, a lute, a lute, a lute and a drum", opened.box().getValue());
        assertEquals(14, opened.widgets().size());
    }

    @Test
    void noMoreIsTypedThanAStyleMayBeLong() {
        opened.open();
        opened.click(opened.box());
        opened.game.gui.screen().type("x".repeat(300));
        opened.press("gui.done");
        assertEquals("x".repeat(200), opened.kept.get(0).style());
    }

    @Test
    void everySettingSaysWhatItDoes() {
        opened.open();
        opened.widgets().stream()
                .filter(widget -> !widget.getMessage().getString().startsWith("gui."))
                .forEach(widget -> {
                    String hint = widget.getTooltip().message().getString();
                    assertTrue(hint.endsWith(".") && hint.contains(" "), hint);
                });
    }

    @Test
    void whatTheGameLacksClosesTheScreenAndIsTold() {
        SettingsDoor broken = new SettingsDoor(opened.faults, ModSettings::defaults, settings -> {
            throw new NoSuchMethodError("a method of another version");
        });
        broken.open(opened.game);
        opened.press("gui.done");
        assertNull(opened.game.gui.screen());
        assertEquals(Set.of("settings"), opened.faults.partsOff());
        Notices.Notice told = opened.notices.poll();
        assertEquals("metabgm.notice.part_off", told.key());
    }

    @Test
    void whatCannotBeOpenedIsNotOpened() {
        SettingsDoor broken = new SettingsDoor(
                opened.faults,
                () -> {
                    throw new NoClassDefFoundError("a class of another version");
                },
                opened.kept::add);
        assertNull(broken.screen(null));
        broken.open(opened.game);
        assertNull(opened.game.gui.screen());
    }
}
