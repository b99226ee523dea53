package io.github.metabgm.testgame.play;

import com.mojang.blaze3d.platform.InputConstants;
import io.github.metabgm.testgame.host.TimedAction;
import java.util.Locale;
import java.util.Map;
import net.fabricmc.fabric.impl.command.client.ClientCommandInternals;
import net.minecraft.advancements.AdvancementProgress;
import net.minecraft.client.KeyMapping;
import net.minecraft.client.Minecraft;
import net.minecraft.client.resources.sounds.SimpleSoundInstance;
import net.minecraft.network.protocol.game.ClientboundUpdateAdvancementsPacket;
import net.minecraft.resources.Identifier;
import net.minecraft.sounds.SoundSource;

/** Does to the game what the plan says. */
final class Deeds {
    private static final Identifier RECORD = Identifier.withDefaultNamespace("music_disc.cat");
    private static final int FIRST_KEY = 1_000;

    private final Minecraft game;
    private final TraceWorld world;
    private final Packs packs;
    private SimpleSoundInstance record;
    private int keys;

    Deeds(Minecraft game, TraceWorld world, Packs packs) {
        this.game = game;
        this.world = world;
        this.packs = packs;
    }

    /** Everything but {@code freeze}, which is the loop's. */
    void perform(TimedAction timed) throws InterruptedException {
        switch (timed.action()) {
            case RELOAD -> packs.reload();
            case DEVICE_LOST -> game.getSoundManager().loseDevice();
            case PAUSE -> game.setPaused(true);
            case RESUME -> game.setPaused(false);
            case UNFOCUS -> game.setWindowActive(false);
            case FOCUS -> game.setWindowActive(true);
            case JUKEBOX -> playRecord();
            case JUKEBOX_OFF -> game.getSoundManager().stop(record);
            case COMMAND -> ClientCommandInternals.executeCommand(game, timed.argument());
            case KEY -> press(timed.argument());
            case SLIDER -> slide(timed.argument().split(" ", 2));
            case ADVANCEMENT -> world.receive(new ClientboundUpdateAdvancementsPacket(
                    false, Map.of(Identifier.parse(timed.argument()), new AdvancementProgress(true))));
            case LEAVE -> world.leave();
            default -> throw new IllegalArgumentException("no deed for " + timed);
        }
    }

    private void playRecord() {
        record = SimpleSoundInstance.forJukeboxSong(RECORD, game.player.getX(), game.player.getY(), game.player.getZ());
        game.getSoundManager().play(record);
    }

    /** Bound to a key of its own first, as a player has to. */
    private void press(String name) {
        KeyMapping mapping = KeyMapping.get(name);
        if (mapping == null) {
            throw new IllegalArgumentException("no key mapping of name " + name);
        }
        InputConstants.Key key = InputConstants.key(FIRST_KEY + keys++);
        mapping.setKey(key);
        KeyMapping.click(key);
    }

    private void slide(String[] categoryAndVolume) {
        SoundSource source = SoundSource.valueOf(categoryAndVolume[0].toUpperCase(Locale.ROOT));
        game.options.setSoundSourceVolume(source, Float.parseFloat(categoryAndVolume[1]));
    }
}
