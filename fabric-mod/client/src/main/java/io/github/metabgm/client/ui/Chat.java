package io.github.metabgm.client.ui;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import io.github.metabgm.client.Part;
import net.minecraft.client.Minecraft;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.network.chat.Component;

/** Brings notices into the chat as soon as there is a player to read them. For the game's thread. */
public final class Chat {
    private final Part part;
    private final Notices notices;
    private final Runnable say = this::say;
    private Minecraft game;

    public Chat(Faults faults, Notices notices) {
        this.part = new Part("chat", faults);
        this.notices = notices;
    }

    /** Once a client tick. */
    public void tick(Minecraft game) {
        this.game = game;
        part.run(say);
    }

    private void say() {
        LocalPlayer player = game.player;
        if (player == null) {
            return;
        }
        for (Notices.Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
            Sender.send(player, notice);
        }
    }

    /** A class of its own, so that one the game lacks is missed inside the part. */
    private static final class Sender {
        static void send(LocalPlayer player, Notices.Notice notice) {
            player.sendSystemMessage(
                    Component.literal("[MetaBGM] ").append(Texts.of(notice.key(), notice.arguments())));
        }
    }
}
