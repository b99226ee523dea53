package io.github.metabgm.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementWindowTest {
    @Test
    void absorptionIsTheLastAndComesLast() {
        HealthWindow window = new HealthWindow();
        window.add(Samples.ordinary().with(sample -> sample.absorption(8)).at(0));
        window.add(Samples.ordinary().with(sample -> sample.absorption(3)).at(50));
        Map<String, Object> health = window.labels();
        assertEquals(List.of("Health", "Lowest Health", "Max Health", "Absorption"), List.copyOf(health.keySet()));
        assertEquals(3.0, health.get("Absorption"));
    }

    @Test
    void precipitationIsThatOfTheLastBiome() {
        PlaceWindow window = new PlaceWindow();
        window.add(in(new Biome("a:dry", List.of(), 2, Biome.NO_PRECIPITATION)));
        window.add(in(new Biome("a:cold", List.of(), 0, Biome.SNOW)));
        window.add(in(null));
        assertEquals(
                List.of("biome", "dimension", "tags", "precipitation"),
                List.copyOf(window.labels().keySet()));
        assertEquals("snow", window.labels().get("precipitation"));
        window.add(in(new Biome("a:any", List.of(), 0, null)));
        assertFalse(window.labels().containsKey("precipitation"));
    }

    private static Sample in(Biome biome) {
        return Samples.ordinary().with(sample -> sample.biome(biome)).at(0);
    }

    @Test
    void aTableOfLabelsGrowsAndForgets() {
        LabelShares shares = new LabelShares(List.of("always"));
        for (int i = 0; i < 50; i++) {
            shares.add("label_" + i);
        }
        assertEquals(51, shares.percentages().size());
        assertEquals(2.0, shares.percentages().get("label_49"));
        shares.clear();
        shares.add("other");
        assertEquals(Map.of("always", 0.0, "other", 100.0), shares.percentages());
    }
}
