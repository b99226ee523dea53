package io.github.metabgm.client;

import io.github.metabgm.client.sampling.GameSampler;
import io.github.metabgm.client.sampling.TitleScene;
import io.github.metabgm.client.settings.PackLists;
import io.github.metabgm.client.settings.SettingsDoor;
import io.github.metabgm.client.sound.SoundOutput;
import io.github.metabgm.client.ui.Chat;
import io.github.metabgm.client.ui.Commands;
import io.github.metabgm.client.ui.Hud;
import io.github.metabgm.client.ui.Keys;
import io.github.metabgm.client.ui.WhySwitch;
import io.github.metabgm.core.scene.GameEvent;
import io.github.metabgm.core.scene.Sample;
import java.util.concurrent.TimeUnit;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientLifecycleEvents;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientTickEvents;
import net.minecraft.client.Minecraft;

/** Everything between the game and the core, in the order of a tick. For the game's thread. */
final class Adapter {
    private final SettingsKeeper settings;
    private final SoundOutput sound;
    private final SessionKeeper sessions;
    private final GameSampler sampler;
    private final Keys keys;
    private final Commands commands;
    private final Hud hud;
    private final Chat chat;
    private final PackLists packs;
    private final SettingsDoor door;
    private final SidecarWatch sidecar;
    private final TickMeter meter = new TickMeter();
    private final Part sessionPart;
    private final Part samplingPart;
    private final Part soundPart;
    private final Part stopPart;
    private final Runnable keepSession = this::keepSession;
    private final Runnable sample = this::sample;
    private final Runnable play = this::play;
    private Minecraft game;
    private long timeMs;

    Adapter(Faults faults, Notices notices) {
        sessionPart = new Part("session", faults);
        samplingPart = new Part("sampling", faults);
        soundPart = new Part("sound", faults);
        stopPart = new Part("stop", faults);
        sound = new SoundOutput(faults);
        sessions = new SessionKeeper(sound);
        settings = new SettingsKeeper(notices, sessions);
        sampler = new GameSampler(faults, this::event);
        sidecar = new SidecarWatch(notices);
        door = new SettingsDoor(faults, settings::now, settings::change);
        PlayerControls controls = new PlayerControls(
                settings, sessions, new DebugLines(sound, meter, faults), () -> door.open(game));
        WhySwitch why = new WhySwitch();
        keys = new Keys(faults, controls, why);
        commands = new Commands(faults, controls, why);
        hud = new Hud(faults, controls, why, () -> settings.now().nowPlaying());
        chat = new Chat(faults, notices);
        packs = new PackLists(faults, notices, sound::yieldTo);
    }

    void register() {
        keys.register();
        commands.register();
        hud.register();
        packs.register();
        door.offerToModMenu();
        ClientTickEvents.END_CLIENT_TICK.register(this::endTick);
        stopPart.run(() -> ClientLifecycleEvents.CLIENT_STOPPING.register(stopping -> stop()));
    }

    private void endTick(Minecraft thisGame) {
        long began = System.nanoTime();
        game = thisGame;
        timeMs = TimeUnit.NANOSECONDS.toMillis(began);
        sessionPart.run(keepSession);
        samplingPart.run(sample);
        soundPart.run(play);
        keys.tick(game);
        commands.tick();
        hud.tick();
        chat.tick(game);
        meter.add(System.nanoTime() - began);
    }

    private void keepSession() {
        sessions.tick(game, settings.now());
        MusicSession session = sessions.session();
        if (session != null) {
            sidecar.tick(session);
        }
    }

    private void sample() {
        MusicSession session = sessions.session();
        Sample sampled = sampler.tick(game, timeMs);
        if (session == null) {
            return;
        }
        session.tick(sampled == null ? TitleScene.sample(timeMs) : sampled);
    }

    private void event(GameEvent event) {
        MusicSession session = sessions.session();
        if (session != null) {
            session.event(event);
        }
    }

    private void play() {
        MusicSession session = sessions.session();
        boolean wanted = session != null && session.isOpen() && settings.now().music();
        sound.tick(game, settings.now(), wanted, timeMs);
    }

    private void stop() {
        sessions.close();
        sound.close();
        settings.close();
    }
}
