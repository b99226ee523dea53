package net.minecraft.server.packs.resources;

public interface ResourceProvider {
}
