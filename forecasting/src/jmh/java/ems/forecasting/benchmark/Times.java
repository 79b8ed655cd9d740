package ems.forecasting.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Seconds of a call, of each round. */
final class Times {

    private final List<Double> seconds = new ArrayList<>();

    void add(double round) {
        seconds.add(round);
    }

    double best() {
        return Collections.min(seconds);
    }

    double median() {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }

    static String text(double seconds) {
        return seconds < 1e-3 ? threeDigits(seconds * 1e6) + " us" : threeDigits(seconds * 1e3) + " ms";
    }

    static String threeDigits(double number) {
        int decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
        return ("%,." + decimals + "f").formatted(number);
    }
}
