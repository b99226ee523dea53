package net.minecraft.client;

import io.github.metabgm.absent.Absent;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.Gui;
import net.minecraft.client.gui.screens.Screen;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.multiplayer.ServerData;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.util.thread.ReentrantBlockableEventLoop;

public class Minecraft extends ReentrantBlockableEventLoop<Runnable> {
    public static Minecraft getInstance() {
        throw Absent.body();
    }

    public LocalPlayer player;

    public ClientLevel level;

    public final Gui gui = Absent.value();

    public final Options options = Absent.value();

    public final Font font = Absent.value();

    public SoundManager getSoundManager() {
        throw Absent.body();
    }

    public MusicManager getMusicManager() {
        throw Absent.body();
    }

    public boolean isPaused() {
        throw Absent.body();
    }

    public boolean isWindowActive() {
        throw Absent.body();
    }

    public void setScreenAndShow(Screen screen) {
        throw Absent.body();
    }

    public ServerData getCurrentServer() {
        throw Absent.body();
    }
}
