package ems.market.benchmark;

/**
 * What was measured of a solver with one problem.
 *
 * @param seconds median of all solves
 * @param bytes allocated in the Java heap by each solve
 */
record Cell(double seconds, double bytes) {

    static final Cell SKIPPED = new Cell(Double.NaN, Double.NaN);

    boolean isSkipped() {
        return Double.isNaN(seconds);
    }

    @Override
    public String toString() {
        return isSkipped() ? "skipped (predicted)" : time();
    }

    private String time() {
        if (seconds < 1e-3) {
            return threeDigits(seconds * 1e6) + " us";
        }
        return seconds < 1 ? threeDigits(seconds * 1e3) + " ms" : threeDigits(seconds) + " s";
    }

    String allocated() {
        return bytes < 1 << 20 ? threeDigits(bytes / (1 << 10)) + " KiB" : threeDigits(bytes / (1 << 20)) + " MiB";
    }

    static String threeDigits(double number) {
        int decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
        return ("%,." + decimals + "f").formatted(number);
    }
}
