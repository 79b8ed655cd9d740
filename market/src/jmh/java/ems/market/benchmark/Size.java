package ems.market.benchmark;

/** How many prosumers and EVs. */
record Size(int prosumers, int vehicles) {

    static Size square(int each) {
        return new Size(each, each);
    }

    boolean isSquare() {
        return prosumers == vehicles;
    }

    @Override
    public String toString() {
        return isSquare() ? "%,d".formatted(prosumers) : "%,d x %,d".formatted(prosumers, vehicles);
    }
}
