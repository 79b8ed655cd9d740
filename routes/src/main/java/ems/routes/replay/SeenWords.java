package ems.routes.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import ems.market.telemetry.Replayed.Unmet;

/** Which of the words that a mapping expects in a column stand there, and some of those that stand there besides. */
final class SeenWords {

    private static final int MOST_OTHERS = 5;
    private static final int LONGEST = 60;

    private final String column;
    private final Set<String> expected;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> others = new LinkedHashSet<>();

    SeenWords(String column, Set<String> expected) {
        this.column = column;
        this.expected = Set.copyOf(expected);
    }

    /** @return whether it is one of the expected words */
    boolean see(String word) {
        if (expected.contains(word)) {
            seen.add(word);
            return true;
        }
        if (others.size() < MOST_OTHERS) {
            others.add(word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "...");
        }
        return false;
    }

    /** The expected words that were not seen, in order of the alphabet. */
    List<Unmet> unmet(UnaryOperator<String> partyOf) {
        List<Unmet> unmet = new ArrayList<>();
        expected.stream()
                .filter(word -> !seen.contains(word))
                .sorted()
                .forEach(word -> unmet.add(new Unmet(partyOf.apply(word), column, word, List.copyOf(others))));
        return unmet;
    }
}
