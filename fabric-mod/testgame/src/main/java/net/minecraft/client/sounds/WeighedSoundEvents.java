package net.minecraft.client.sounds;

public class WeighedSoundEvents {
}
