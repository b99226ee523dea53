package io.github.metabgm.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.metabgm.core");

    @Test
    void sceneAndAudioKnowNothingOfTheWire() {
        noClasses()
                .that()
                .resideInAnyPackage("..core.scene..", "..core.audio..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..core.codec..", "..core.net..", "..core.settings..", "java.net..")
                .check(CORE);
    }

    @Test
    void sceneAndAudioKnowNothingOfEachOther() {
        noClasses().that().resideInAPackage("..core.scene..").should().dependOnClassesThat()
                .resideInAPackage("..core.audio..").check(CORE);
        noClasses().that().resideInAPackage("..core.audio..").should().dependOnClassesThat()
                .resideInAPackage("..core.scene..").check(CORE);
    }

    @Test
    void theCodecKnowsNoSocket() {
        noClasses()
                .that()
                .resideInAPackage("..core.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..core.net..", "java.net..")
                .check(CORE);
    }

    @Test
    void noRoomNeedsARoomThatNeedsIt() {
        SlicesRuleDefinition.slices().matching("io.github.metabgm.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void nothingKnowsTheGame() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.minecraft..", "net.fabricmc..", "org.lwjgl..")
                .check(CORE);
    }
}
