package ems.market.benchmark;

/** How long a solver will take, from what it took for the problem of the same family before. */
final class Prediction {

    private static final double FIRST_IN_SECONDS = 0.001;

    private final Contestant contestant;
    private Size size;
    private double seconds;

    Prediction(Contestant contestant) {
        this.contestant = contestant;
    }

    double seconds(Size next) {
        return size == null ? FIRST_IN_SECONDS : grown(contestant.work(), next);
    }

    boolean isTooLong(Size next) {
        return size != null && grown(contestant.workAtWorst(), next) > contestant.patienceInSeconds();
    }

    private double grown(Work work, Size next) {
        return seconds * work.of(next) / work.of(size);
    }

    void learn(Size measured, double took) {
        size = measured;
        seconds = took;
    }
}
