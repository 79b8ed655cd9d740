package ems.market.matching;

/** Port: chooses pairs, at most one EV per prosumer and one prosumer per EV. */
public interface Matcher {

    String algorithm();

    /** @throws MatchingUnavailable if it cannot answer in the time it was given */
    Matching match(MatchingProblem problem);

    /**
     * The same, except that whatever breaks in it stops no period: sums that are too large, a bug, too little memory for its tables.
     *
     * @throws MatchingUnavailable if it does not answer; with the cause if it broke
     */
    default Matching matchOrGiveUp(MatchingProblem problem) {
        try {
            return match(problem);
        } catch (MatchingUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException | OutOfMemoryError broken) {
            throw new MatchingUnavailable(algorithm() + " matching broke: " + broken, broken);
        }
    }
}
