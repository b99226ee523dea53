package io.github.metabgm.core.scene;

import java.util.Arrays;
import java.util.List;

/** Something that holds for the player in a tick or does not; the pairs of labels in PROTOCOL.md, "The scene". */
public enum Condition {
    ON_FIRE(Element.STATUS, "On Fire"),
    WET(Element.STATUS, "Wet"),
    FREEZING(Element.STATUS, "Freezing"),
    POISONED(Element.STATUS, "Poisoned"),
    SLEEPING(Element.STATUS, "Sleeping"),
    ALIVE(Element.STATUS, "Alive"),
    WALKING(Element.MOVEMENT, "Walking"),
    SPRINTING(Element.MOVEMENT, "Sprinting"),
    SNEAKING(Element.MOVEMENT, "Sneaking"),
    SWIMMING(Element.MOVEMENT, "Swimming"),
    GLIDING(Element.MOVEMENT, "Gliding"),
    RIDING(Element.MOVEMENT, "Riding"),
    ON_GROUND(Element.POSITION, "On Ground"),
    UNDER_WATER(Element.POSITION, "Under Water"),
    IN_WATER(Element.POSITION, "In Water"),
    IN_LAVA(Element.POSITION, "In Lava"),
    UNDER_ROOF(Element.POSITION, "Under Roof");

    private static final List<Condition> STATUS = ofElement(Element.STATUS);
    private static final List<Condition> MOVEMENT = ofElement(Element.MOVEMENT);
    private static final List<Condition> POSITION = ofElement(Element.POSITION);

    private final Element element;
    private final String label;
    private final String negativeLabel;

    Condition(Element element, String label) {
        this.element = element;
        this.label = label;
        this.negativeLabel = "Not " + label;
    }

    public String label() {
        return label;
    }

    public String negativeLabel() {
        return negativeLabel;
    }

    static List<Condition> status() {
        return STATUS;
    }

    static List<Condition> movement() {
        return MOVEMENT;
    }

    static List<Condition> position() {
        return POSITION;
    }

    private static List<Condition> ofElement(Element element) {
        return Arrays.stream(values()).filter(condition -> condition.element == element).toList();
    }
}
