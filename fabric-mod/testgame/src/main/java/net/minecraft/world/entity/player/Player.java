package net.minecraft.world.entity.player;

import java.util.ArrayList;
import java.util.List;
import net.minecraft.network.chat.Component;
import net.minecraft.resources.Identifier;
import net.minecraft.world.entity.Avatar;
import net.minecraft.world.entity.EntityType;
import net.minecraft.world.food.FoodData;
import net.minecraft.world.level.Level;

/** Keeps what it was told, so that the chat can be read. */
public abstract class Player extends Avatar {
    private static final EntityType<Player> TYPE = new EntityType<>(Identifier.withDefaultNamespace("player"));
    private static final float MAX_HEALTH = 20;

    private final FoodData food = new FoodData();
    private final List<Component> systemMessages = new ArrayList<>();
    private final List<Component> overlayMessages = new ArrayList<>();

    protected Player(Level level) {
        super(TYPE, level, MAX_HEALTH);
    }

    public FoodData getFoodData() {
        return food;
    }

    public boolean isCreative() {
        return false;
    }

    public void sendSystemMessage(Component message) {
        systemMessages.add(message);
    }

    public void sendOverlayMessage(Component message) {
        overlayMessages.add(message);
    }

    public List<Component> systemMessages() {
        return systemMessages;
    }

    public List<Component> overlayMessages() {
        return overlayMessages;
    }
}
