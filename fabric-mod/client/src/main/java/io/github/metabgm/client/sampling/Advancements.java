package io.github.metabgm.client.sampling;

/** Where the game's word of advancements, which comes by way of classes that the game makes, meets the sampler. */
public final class Advancements {
    static final AdvancementQueue QUEUE = new AdvancementQueue();

    private Advancements() {}

    /**
     * An advancement was made, not merely listed on joining.
     *
     * @param id namespaced; recipes are passed over
     */
    public static void done(String id) {
        QUEUE.done(id);
    }
}
