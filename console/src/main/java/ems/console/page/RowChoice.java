package ems.console.page;

import java.util.Locale;

import ems.market.party.Party;
import ems.market.record.MatchedPair;

/**
 * Which rows of a snapshot's long lists a reader wants to see.
 *
 * @param find part of a party's name, in any case; blank: all parties
 * @param most how many pairs, parties without a pair and refusals, in [1, {@value #MOST}]
 */
public record RowChoice(String find, int most) {

    static final int MOST = 1_000;
    static final int LONGEST_NAME = 100;
    /** As many rows as a person reads on a page. */
    static final int USUAL = 100;

    public static final RowChoice FIRST_ROWS = new RowChoice("", USUAL);

    /** @throws IllegalArgumentException if a bound is broken; names the value and the bound */
    public RowChoice {
        if (find.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("'find' has " + find.length() + " characters: at most " + LONGEST_NAME
                    + " are looked for, part of a name is enough");
        }
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("'rows' is " + most + ": it must be in [1, " + MOST + "]");
        }
        find = find.strip().toLowerCase(Locale.ROOT);
    }

    boolean finds(Party party) {
        return find.isEmpty() || party.text().toLowerCase(Locale.ROOT).contains(find);
    }

    boolean finds(MatchedPair pair) {
        return pair.parties().stream().anyMatch(this::finds);
    }
}
