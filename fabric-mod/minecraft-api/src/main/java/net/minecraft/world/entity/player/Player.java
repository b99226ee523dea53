package net.minecraft.world.entity.player;

import io.github.metabgm.absent.Absent;
import net.minecraft.network.chat.Component;
import net.minecraft.world.entity.Avatar;
import net.minecraft.world.food.FoodData;

public abstract class Player extends Avatar {
    public FoodData getFoodData() {
        throw Absent.body();
    }

    public void sendSystemMessage(Component text) {
        throw Absent.body();
    }

    public void sendOverlayMessage(Component text) {
        throw Absent.body();
    }
}
