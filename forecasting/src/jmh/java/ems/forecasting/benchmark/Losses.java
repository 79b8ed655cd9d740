package ems.forecasting.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the first steps, by contestant: if they agree, all have trained the same. */
final class Losses {

    private final Map<String, double[]> losses = new LinkedHashMap<>();

    void add(String contestant, double[] ofFirstSteps) {
        losses.put(contestant, ofFirstSteps);
    }

    /** @throws IllegalStateException if a loss is further from our first one */
    void refuseUnlessWithin(double tolerance) {
        losses.forEach((contestant, theirs) -> {
            if (!(furthest(theirs) <= tolerance)) {
                throw new IllegalStateException(
                        contestant + " has losses that are " + furthest(theirs) + " from ours: more than " + tolerance);
            }
        });
    }

    private double furthest(double[] theirs) {
        double[] ours = losses.values().iterator().next();
        double furthest = 0;
        for (int step = 0; step < ours.length; step++) {
            furthest = Math.max(furthest, Math.abs(theirs[step] - ours[step]));
        }
        return furthest;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Losses of the first steps, from the same initial values and windows");
        losses.forEach((contestant, theirs) -> {
            var line = new StringBuilder("%-32s".formatted(contestant));
            for (double loss : theirs) {
                line.append("%11.8f".formatted(loss));
            }
            lines.add(line + "   at most %.1e from ours".formatted(furthest(theirs)));
        });
        return String.join(System.lineSeparator(), lines);
    }
}
