package net.minecraft.server.packs;

public enum PackType {
    CLIENT_RESOURCES;
}
