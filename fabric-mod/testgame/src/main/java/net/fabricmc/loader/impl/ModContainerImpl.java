package net.fabricmc.loader.impl;

import java.nio.file.Path;
import java.util.List;
import net.fabricmc.loader.api.ModContainer;
import net.fabricmc.loader.api.Version;
import net.fabricmc.loader.api.metadata.ModMetadata;

record ModContainerImpl(ModMetadata metadata, List<Path> roots) implements ModContainer {
    record Metadata(String id, Version version) implements ModMetadata {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public Version getVersion() {
            return version;
        }
    }

    record PlainVersion(String text) implements Version {
        @Override
        public String getFriendlyString() {
            return text;
        }

        @Override
        public int compareTo(Version other) {
            return text.compareTo(other.getFriendlyString());
        }
    }

    @Override
    public ModMetadata getMetadata() {
        return metadata;
    }

    @Override
    public List<Path> getRootPaths() {
        return roots;
    }
}
