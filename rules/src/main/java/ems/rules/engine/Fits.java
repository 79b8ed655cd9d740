package ems.rules.engine;

/** Which rows fit which questions. Rules add to it and never take back; the first two rows of a question are kept. */
public final class Fits {

    private static final int NONE = 0;

    private final int[] one;
    private final int[] other;

    Fits(int questions) {
        one = new int[questions];
        other = new int[questions];
    }

    /** Called by the rules. */
    public void add(Fact question, int row) {
        int number = question.number();
        if (one[number] == NONE) {
            one[number] = row;
        } else if (other[number] == NONE) {
            other[number] = row;
        }
    }

    boolean isNone(int question) {
        return one[question] == NONE;
    }

    boolean isMany(int question) {
        return other[question] != NONE;
    }

    /** The smaller row of those kept. */
    int row(int question) {
        return isMany(question) ? Math.min(one[question], other[question]) : one[question];
    }

    int otherRow(int question) {
        return Math.max(one[question], other[question]);
    }
}
