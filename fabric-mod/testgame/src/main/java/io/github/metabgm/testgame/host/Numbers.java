package io.github.metabgm.testgame.host;

import io.github.metabgm.player.UsageException;

final class Numbers {
    private Numbers() {}

    /** @throws UsageException naming the option where the text is no finite number from {@code least} on */
    static double atLeast(double least, String option, String text) throws UsageException {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new UsageException(option + " " + text + ": expected a number");
        }
        throw new UsageException(option + " " + text + ": expected a number from " + least + " on");
    }
}
