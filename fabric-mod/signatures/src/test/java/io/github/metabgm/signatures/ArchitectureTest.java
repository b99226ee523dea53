package io.github.metabgm.signatures;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Who may know the game. */
class ArchitectureTest {
    private static final String[] GAME = {
        "net.minecraft..", "com.mojang..", "net.fabricmc..", "com.terraformersmc..", "org.spongepowered..",
        "org.lwjgl.."
    };

    private static final JavaClasses MOD =
            new ClassFileImporter().importPaths(Built.classesOf("core"), Built.classesOf("client"));

    @Test
    void theCoreKnowsNothingOfTheGame() {
        noClasses()
                .that()
                .resideInAPackage("io.github.metabgm.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GAME)
                .check(MOD);
    }

    @Test
    void theCoreKnowsNothingOfTheAdapter() {
        noClasses()
                .that()
                .resideInAPackage("io.github.metabgm.core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.metabgm.client..")
                .check(MOD);
    }

    /** The game's class loader refuses to load a mixin's class for anybody else. */
    @Test
    void nothingNamesAMixin() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.metabgm.client.mixin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.metabgm.client.mixin..")
                .check(MOD);
    }

    @Test
    void theStubsAreNowhere() {
        noClasses().should().dependOnClassesThat().resideInAPackage("io.github.metabgm.absent..").check(MOD);
    }

    @Test
    void noRoomOfTheAdapterNeedsARoomThatNeedsIt() {
        SlicesRuleDefinition.slices().matching("io.github.metabgm.client.(*)..").should().beFreeOfCycles().check(MOD);
    }
}
