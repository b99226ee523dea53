package io.github.metabgm.testgame.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.metabgm.core.testing.Repository;
import io.github.metabgm.testgame.loader.Alteration;
import io.github.metabgm.testgame.loader.CommonClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of the game may lack anything that the mod names: that costs a part of the mod, never the game. */
class MissingMembersTest {
    /** Without it Fabric itself cannot start the mod. */
    private static final Reference ENTRY_POINT = Reference.toClass("net/fabricmc/api/ClientModInitializer");
    /** Without these there is no music, or no mod. */
    private static final Set<String> MUSIC_NEEDS = Set.of("start", "session", "stream");
    /** Without these nothing of the world can be told; without any other reader the rest is. */
    private static final Set<String> SCENES_NEED = Set.of("start", "session", "world");
    /** Without these nothing can be told in the chat. */
    private static final Set<String> CHAT_NEEDS = Set.of("start", "chat");
    /** What may go unnoticed: each by the beginning of its name. */
    private static final List<String> MISSED_BY_NOBODY = List.of(
            // Mod Menu loads what needs these.
            "com/terraformersmc/modmenu/api/",
            // A boss bar is but a hint, had in one of two ways; without it bosses are seen when they are near.
            "net/minecraft/client/Minecraft.gui ",
            "net/minecraft/client/gui/Gui",
            "net/minecraft/client/gui/Hud",
            "net/minecraft/client/gui/components/BossHealthOverlay",
            // Had in one of two ways, and of no use where no server tells of advancements.
            "net/minecraft/network/protocol/game/ClientboundUpdateAdvancementsPacket",
            // Named in descriptors and never looked at.
            "com/mojang/brigadier/exceptions/CommandSyntaxException",
            "net/minecraft/client/multiplayer/ClientPacketListener",
            "net/minecraft/client/sounds/SoundBufferLibrary",
            "net/minecraft/client/sounds/SoundEngine",
            "net/minecraft/world/effect/MobEffect",
            // Not met in this short life: a server's address, packs with lists, a screen that cannot go back.
            "net/minecraft/client/multiplayer/ServerData.ip ",
            "net/minecraft/server/packs/resources/Resource",
            "net/minecraft/client/gui/screens/Screen.onClose ");
    private static final Path MOD = Repository.folder("fabric-mod/client/target").resolve("metabgm-mod.jar");

    private static final int HASTE = 40;

    private final List<String> wrong = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void eachThingOfTheGameMayBeMissing() throws Exception {
        Set<Reference> references = References.of(MOD);
        references.remove(ENTRY_POINT);
        assertTrue(references.size() > 200, references.size() + " references");
        JsonObject names = names();
        try (SceneSidecar sidecar = new SceneSidecar();
                BrokenGame game = new BrokenGame(MOD, folder, sidecar)) {
            CommonClasses common = game.unalteredClasses();
            Outcome whole = game.play(Alteration.NONE, common, 1);
            assertEquals(List.of(), whole.escaped());
            assertEquals(Set.of(), whole.partsOff());
            assertTrue(whole.musicPlays(), () -> whole.lines().toString());
            for (Reference missing : references) {
                // A constructor is closed on the game's side.
                CommonClasses unaltered = missing.isConstructor() ? CommonClasses.NONE : common;
                Outcome outcome = game.play(new Breakage(missing), unaltered, HASTE);
                boolean late = !outcome.musicPlays() && Collections.disjoint(outcome.partsOff(), MUSIC_NEEDS);
                // On a busy machine a hasty life may also end before the part comes to what is missing.
                late |= isUnnoticed(missing, outcome);
                check(missing, late ? game.play(new Breakage(missing), unaltered, 1) : outcome, names);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private void check(Reference missing, Outcome outcome, JsonObject names) {
        outcome.escaped().forEach(thrown -> wrong.add(missing + ": came out: " + thrown));
        Set<String> off = outcome.partsOff();
        if (isUnnoticed(missing, outcome)) {
            wrong.add(missing + ": nobody noticed");
        }
        if (Collections.disjoint(off, MUSIC_NEEDS) && !outcome.musicPlays()) {
            wrong.add(missing + ": no music without " + off);
        }
        if (Collections.disjoint(off, SCENES_NEED) && outcome.scene().isEmpty()) {
            wrong.add(missing + ": no scene without " + off);
        }
        if (Collections.disjoint(off, CHAT_NEEDS)) {
            List<String> expected = off.stream()
                    .map(part -> names.get("metabgm.part." + part).getAsString())
                    .sorted()
                    .toList();
            List<String> told = outcome.partsTold().stream().sorted().toList();
            if (!told.equals(expected)) {
                wrong.add(missing + ": off are " + expected + ", told was " + told);
            }
        }
    }

    private static boolean isUnnoticed(Reference missing, Outcome outcome) {
        return outcome.partsOff().isEmpty()
                && outcome.hooksFailed().isEmpty()
                && MISSED_BY_NOBODY.stream().noneMatch(missing.toString()::startsWith);
    }

    private static JsonObject names() throws IOException {
        Path texts = Repository.folder("fabric-mod/client/src/main/resources/assets/metabgm/lang");
        return JsonParser.parseString(Files.readString(texts.resolve("en_us.json"))).getAsJsonObject();
    }
}
