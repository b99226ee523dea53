package net.minecraft.client;

import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientLifecycleEvents;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientTickEvents;
import net.minecraft.client.gui.Font;
import net.minecraft.client.gui.Gui;
import net.minecraft.client.gui.screens.Screen;
import net.minecraft.client.multiplayer.ClientLevel;
import net.minecraft.client.multiplayer.ServerData;
import net.minecraft.client.player.LocalPlayer;
import net.minecraft.client.sounds.MusicManager;
import net.minecraft.client.sounds.SoundManager;
import net.minecraft.server.packs.resources.ResourceManager;
import net.minecraft.sounds.SoundSource;
import net.minecraft.util.thread.ReentrantBlockableEventLoop;

/** The game; its thread is the one that made it. */
public class Minecraft extends ReentrantBlockableEventLoop<Runnable> {
    private static volatile Minecraft instance;

    /** Null on the title screen. */
    public LocalPlayer player;

    /** Null on the title screen. */
    public ClientLevel level;

    public final Gui gui = new Gui();

    public final Options options = new Options();

    public final Font font = new Font();

    private final Thread thread = Thread.currentThread();
    private SoundManager soundManager;
    private MusicManager musicManager;
    private ResourceManager resourceManager;
    private ServerData server;
    private boolean paused;
    private boolean windowActive = true;

    public Minecraft() {
        instance = this;
    }

    public static Minecraft getInstance() {
        return instance;
    }

    /** Gives the game its sound; without, it ticks none. */
    public void install(SoundManager sounds, MusicManager music) {
        soundManager = sounds;
        musicManager = music;
    }

    public void install(ResourceManager resources) {
        resourceManager = resources;
    }

    @Override
    protected Thread getRunningThread() {
        return thread;
    }

    public SoundManager getSoundManager() {
        return soundManager;
    }

    public MusicManager getMusicManager() {
        return musicManager;
    }

    public ResourceManager getResourceManager() {
        return resourceManager;
    }

    public boolean isPaused() {
        return paused;
    }

    /** The pause menu of a game of one's own: all but music and the interface falls silent. */
    public void setPaused(boolean pausedNow) {
        if (paused != pausedNow && soundManager != null) {
            if (pausedNow) {
                soundManager.pauseAllExcept(SoundSource.MUSIC, SoundSource.UI);
            } else {
                soundManager.resume();
            }
        }
        paused = pausedNow;
    }

    public boolean isWindowActive() {
        return windowActive;
    }

    public void setWindowActive(boolean active) {
        windowActive = active;
    }

    public void setScreenAndShow(Screen screen) {
        gui.setScreen(screen);
    }

    /** @return null in singleplayer */
    public ServerData getCurrentServer() {
        return server;
    }

    public void setCurrentServer(ServerData server) {
        this.server = server;
    }

    public void started() {
        ClientLifecycleEvents.CLIENT_STARTED.invoker().onClientStarted(this);
    }

    public void stopping() {
        ClientLifecycleEvents.CLIENT_STOPPING.invoker().onClientStopping(this);
    }

    /** Another dimension, or the first one after joining; what is heard stops. */
    public void setLevel(ClientLevel entered) {
        stopSounds();
        level = entered;
    }

    /** Back to the title screen; what is heard stops. */
    public void clearClientLevel() {
        stopSounds();
        player = null;
        level = null;
    }

    private void stopSounds() {
        if (soundManager != null) {
            soundManager.stop();
        }
    }

    /** What is handed over, then a tick: the world unless paused, music, sound, and those who wait for its end. */
    public void tick() {
        runAllTasks();
        if (level != null && !paused) {
            level.tick();
        }
        if (soundManager != null) {
            musicManager.tick();
            soundManager.tick(paused);
        }
        ClientTickEvents.END_CLIENT_TICK.invoker().onEndTick(this);
    }
}
