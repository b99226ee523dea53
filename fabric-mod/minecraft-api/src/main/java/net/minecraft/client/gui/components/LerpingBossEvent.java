package net.minecraft.client.gui.components;

import net.minecraft.world.BossEvent;

public class LerpingBossEvent extends BossEvent {
}
