package io.github.metabgm.testgame.play;

import io.github.metabgm.player.LogLine;
import io.github.metabgm.player.PlayerLog;
import java.util.ArrayList;
import java.util.List;
import net.minecraft.client.DeltaTracker;
import net.minecraft.client.Minecraft;
import net.minecraft.client.gui.GuiGraphicsExtractor;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.client.resources.sounds.SoundInstance;
import net.minecraft.network.chat.Component;

/** Logs what a player would see and hear of: chat, overlays, the head-up display, sounds that start and end. */
final class Watcher {
    private static final int SCREEN_WIDTH = 480;
    private static final int SCREEN_HEIGHT = 270;

    private final Minecraft game;
    private final PlayerLog log;
    private final List<SoundInstance> playing = new ArrayList<>();
    private LocalPlayer player;
    private int chatLines;
    private int overlayLines;
    private List<String> shown = List.of();
    private long atMs;

    Watcher(Minecraft game, PlayerLog log) {
        this.game = game;
        this.log = log;
        game.getSoundManager().addListener((instance, event, range) -> {
            playing.add(instance);
            write(sound("sound", instance));
        });
    }

    /** @param ms trace time of what is seen from now on */
    void at(long ms) {
        atMs = ms;
    }

    /** Looks once a tick. */
    void look() {
        if (game.player != player) {
            player = game.player;
            chatLines = 0;
            overlayLines = 0;
        }
        if (player != null) {
            chatLines = tell("chat", player.systemMessages(), chatLines);
            overlayLines = tell("overlay", player.overlayMessages(), overlayLines);
        }
        playing.removeIf(instance -> {
            boolean over = !game.getSoundManager().isActive(instance);
            if (over) {
                write(sound("sound_ended", instance));
            }
            return over;
        });
    }

    private int tell(String what, List<Component> messages, int told) {
        for (Component message : messages.subList(told, messages.size())) {
            write(LogLine.what(what).with("text", message.getString()));
        }
        return messages.size();
    }

    /** @param event a sound event's id @return whether a sound of it is on */
    boolean isHeard(String event) {
        return playing.stream().anyMatch(instance -> instance.getIdentifier().toString().equals(event));
    }

    private static LogLine sound(String what, SoundInstance instance) {
        return LogLine.what(what)
                .with("event", instance.getIdentifier().toString())
                .with("source", instance.getSource().getName());
    }

    /** Draws a frame; the texts on it are logged where they are others than in the frame before. */
    void frame() {
        GuiGraphicsExtractor graphics = new GuiGraphicsExtractor(SCREEN_WIDTH, SCREEN_HEIGHT);
        if (game.player != null) {
            game.gui.hud.extractRenderState(graphics, new DeltaTracker() {});
        }
        if (game.gui.screen() != null) {
            game.gui.screen().extractRenderState(graphics, 0, 0, 1);
        }
        List<String> texts =
                graphics.texts().stream().map(GuiGraphicsExtractor.Text::text).toList();
        if (!texts.equals(shown)) {
            shown = texts;
            write(LogLine.what("hud").with("texts", texts));
        }
    }

    void write(LogLine line) {
        log.write(line.with("at_ms", atMs));
    }
}
