package ems.rules.engine;

import java.util.List;
import java.util.stream.IntStream;

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

    List<Integer> rows(Fact question) {
        return IntStream.of(one[question.number()], other[question.number()])
                .filter(row -> row != NONE)
                .sorted()
                .boxed()
                .toList();
    }
}
