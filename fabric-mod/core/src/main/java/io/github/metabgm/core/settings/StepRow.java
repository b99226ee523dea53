package io.github.metabgm.core.settings;

/** A fraction that goes up and down in steps of ten per cent. */
public record StepRow(Setting<Double> setting) implements SettingsRow {
    private static final int STEPS = 10;
    /** Beside it a value counts as the step itself. */
    private static final double SLACK = 1e-6;

    /** In per cent, 0..100. */
    public int value(ModSettings settings) {
        return (int) Math.round(settings.get(setting) * 100);
    }

    /** @return the same settings where there is no step left */
    public ModSettings up(ModSettings settings) {
        return to(settings, Math.floor(settings.get(setting) * STEPS + SLACK) + 1);
    }

    /** @return the same settings where there is no step left */
    public ModSettings down(ModSettings settings) {
        return to(settings, Math.ceil(settings.get(setting) * STEPS - SLACK) - 1);
    }

    private ModSettings to(ModSettings settings, double step) {
        return step < 0 || step > STEPS ? settings : settings.with(setting, step / STEPS);
    }

    public boolean canGoUp(ModSettings settings) {
        return up(settings) != settings;
    }

    public boolean canGoDown(ModSettings settings) {
        return down(settings) != settings;
    }
}
