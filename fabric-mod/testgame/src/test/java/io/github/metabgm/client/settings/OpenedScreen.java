package io.github.metabgm.client.settings;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.core.settings.ModSettings;
import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.gui.components.AbstractWidget;
import net.minecraft.client.gui.components.EditBox;
import net.minecraft.client.gui.screens.Screen;
import net.minecraft.locale.Language;
import net.minecraft.network.chat.Component;

/** A game in which somebody opens the settings, and a hand to press what is there. */
final class OpenedScreen {
    final Notices notices = new Notices();
    final Faults faults = new Faults(notices);
    final List<ModSettings> kept = new ArrayList<>();
    final Minecraft game;
    final SettingsDoor door;
    ModSettings inForce = ModSettings.defaults();

    OpenedScreen() {
        this("en_us");
    }

    OpenedScreen(String language) {
        Language.select(language);
        game = new Minecraft();
        door = new SettingsDoor(faults, () -> inForce, kept::add);
    }

    /** Some other screen, to come from and to go back to. */
    Screen openAnother() {
        Screen another = new Screen(Component.literal("another")) {};
        game.setScreenAndShow(another);
        return another;
    }

    Screen open() {
        door.open(game);
        return game.gui.screen();
    }

    List<AbstractWidget> widgets() {
        return game.gui.screen().children().stream().map(AbstractWidget.class::cast).toList();
    }

    /** The button whose text begins so; of several the first. */
    AbstractWidget button(String text) {
        return widgets().stream()
                .filter(widget -> !(widget instanceof EditBox))
                .filter(widget -> widget.getMessage().getString().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text));
    }

    EditBox box() {
        return widgets().stream()
                .filter(EditBox.class::isInstance)
                .map(EditBox.class::cast)
                .findFirst()
                .orElseThrow();
    }

    void press(String text) {
        click(button(text));
    }

    void click(AbstractWidget widget) {
        double middle = widget.getX() + widget.getWidth() / 2.0;
        game.gui.screen().mouseClicked(middle, widget.getY() + widget.getHeight() / 2.0);
    }

    GuiGraphicsExtractor frame() {
        Screen screen = game.gui.screen();
        GuiGraphicsExtractor graphics = new GuiGraphicsExtractor(screen.width, screen.height);
        screen.extractRenderState(graphics, 0, 0, 0);
        return graphics;
    }

    List<String> shown() {
        return frame().texts().stream().map(GuiGraphicsExtractor.Text::text).toList();
    }
}
