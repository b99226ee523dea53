package net.minecraft.client.multiplayer;

public class ServerData {
    public String ip;

    public ServerData(String ip) {
        this.ip = ip;
    }
}
