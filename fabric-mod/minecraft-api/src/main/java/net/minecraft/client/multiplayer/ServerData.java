package net.minecraft.client.multiplayer;

public class ServerData {
    public String ip;
}
