package io.github.metabgm.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.client.Faults;
import io.github.metabgm.client.Notices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.fabricmc.fabric.api.resource.v1.ModReloadListeners;
import net.minecraft.server.packs.PackType;
import net.minecraft.server.packs.PathPackResources;
import net.minecraft.server.packs.resources.ReloadableResourceManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackListsTest {
    private final Notices notices = new Notices();
    private final Faults faults = new Faults(notices);
    private final List<Set<String>> told = new ArrayList<>();
    private final ReloadableResourceManager manager = new ReloadableResourceManager();

    @TempDir
    private Path folder;

    @BeforeEach
    void noneIsRegistered() {
        ModReloadListeners.of(PackType.CLIENT_RESOURCES).moveTo(new ReloadableResourceManager());
    }

    private PackLists registered(Consumer<Set<String>> changed) {
        PackLists lists = new PackLists(faults, notices, changed);
        lists.register();
        ModReloadListeners.of(PackType.CLIENT_RESOURCES).moveTo(manager);
        return lists;
    }

    /** On this thread, so that it is over when it returns. */
    private CompletableFuture<Void> reload(PathPackResources... packs) {
        return manager.reload(List.of(packs), Runnable::run, Runnable::run);
    }

    private PathPackResources pack(String id, Map<String, String> files) throws IOException {
        return pack(id, folder.resolve(id), files);
    }

    private static PathPackResources pack(String id, Path root, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve("assets").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return new PathPackResources(id, root);
    }

    @Test
    void listsOfAllPacksAndNamespacesAreJoined() throws IOException {
        PackLists lists = registered(told::add);
        assertEquals(Set.of(), lists.patterns());
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("b.zip").toUri()), Map.of("create", "true"))) {
            reload(
                    pack("a", Map.of(
                            "radio/metabgm.json", "{\"yield_to\": [\"radio:on.*\"]}",
                            "other/sounds.json", "no list")),
                    pack("b.zip", zip.getPath("/"), Map.of(
                            "radio/metabgm.json", "{\"yield_to\": [\"radio:tape\"]}",
                            "metabgm/metabgm.json", "{\"yield_to\": [\"*:*.radio.*\"]}")));
        }
        assertEquals(Set.of("radio:on.*", "radio:tape", "*:*.radio.*"), lists.patterns());
        assertEquals(List.of(lists.patterns()), told);
        assertNull(notices.poll());
    }

    @Test
    void onlyOtherPatternsAreTold() throws IOException {
        PackLists lists = registered(told::add);
        PathPackResources pack = pack("a", Map.of("x/metabgm.json", "{\"yield_to\": [\"x:y\"]}"));
        reload(pack);
        reload(pack);
        reload();
        assertEquals(List.of(Set.of("x:y"), Set.of()), told);
        assertEquals(Set.of(), lists.patterns());
    }

    @Test
    void whatIsWrongIsToldOnceAndCostsItselfOnly() throws IOException {
        registered(told::add);
        PathPackResources wrong = pack("file/bad.zip", Map.of("x/metabgm.json", "{\n\"yield_to\": [7, \"x:y\"]}"));
        PathPackResources broken = pack("file/worse.zip", Map.of("x/metabgm.json", "["));
        PathPackResources right = pack("good", Map.of("x/metabgm.json", "{\"yield_to\": [\"z\"]}"));
        assertTrue(reload(wrong, broken, right).isDone());
        assertEquals(List.of(Set.of("x:y", "z")), told);
        Notices.Notice notice = notices.poll();
        assertEquals("metabgm.notice.pack_list", notice.key());
        String first = notice.arguments()[0].toString();
        assertTrue(first.startsWith("pack file/bad.zip, x:metabgm.json, line 2: yield_to[0]: 7, expected "), first);
        assertEquals("2", notice.arguments()[1]);

        reload(wrong, broken, right);
        assertNull(notices.poll());
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        registered(told::add);
        String text = "{\"yield_to\": [\"x:y\"], \"more\": \"" + "x".repeat(70_000) + "\"}";
        reload(pack("a", Map.of("x/metabgm.json", text)));
        assertEquals(List.of(), told);
        String fault = notices.poll().arguments()[0].toString();
        assertTrue(fault.startsWith("pack a, x:metabgm.json: too long"), fault);
    }

    @Test
    void nothingOfOursFailsTheGamesReload() throws IOException {
        registered(patterns -> {
            throw new IllegalStateException("a listener that fails");
        });
        reload(pack("a", Map.of("x/metabgm.json", "{\"yield_to\": [\"x:y\"]}"))).join();
        assertEquals(Set.of(), faults.partsOff());
    }

    @Test
    void theWorkIsDoneOnTheGamesThread() throws IOException {
        List<Thread> threads = new ArrayList<>();
        registered(patterns -> threads.add(Thread.currentThread()));
        List<Runnable> ofTheGame = new ArrayList<>();
        PathPackResources pack = pack("a", Map.of("x/metabgm.json", "{\"yield_to\": [\"x:y\"]}"));
        CompletableFuture<Void> reload = manager.reload(List.of(pack), Runnable::run, ofTheGame::add);
        assertEquals(List.of(), threads);
        ofTheGame.forEach(Runnable::run);
        reload.join();
        assertEquals(List.of(Thread.currentThread()), threads);
    }
}
