package ems.market.record;

import java.util.List;
import java.util.Set;

/**
 * The road-side units that sign each block, from the next block on; the first ones sign the block that names them, too, and
 * later ones have the votes of those before them.
 *
 * @param quorum how many of them must sign, in [1, number of keys]
 * @param keys {@code name+hash+key} each, as C2SP signed notes write the keys of their verifiers
 * @param votes {@code name+signature} each, of units that signed before and want these to follow; one more field of the line,
 *     unless there is none
 */
public record Validators(int quorum, List<String> keys, List<String> votes) implements Entry {

    private static final int MOST = 100;

    public Validators {
        keys = List.copyOf(keys);
        votes = List.copyOf(votes);
        if (keys.size() > MOST || quorum < 1 || quorum > keys.size()) {
            throw new IllegalArgumentException("a quorum of " + quorum + " of " + keys.size()
                    + " validators: there are at most " + MOST + ", and at least one of them signs");
        }
        if (Set.copyOf(keys).size() < keys.size()) {
            throw new IllegalArgumentException("a validator's key stands twice");
        }
        for (String key : keys) {
            if (!key.matches("[!-*,-{}~]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+")) {
                throw new IllegalArgumentException("'" + key + "' is no validator's key: name+hash+key");
            }
        }
        if (votes.size() > MOST) {
            throw new IllegalArgumentException(votes.size() + " votes for validators are more than " + MOST);
        }
        for (String vote : votes) {
            if (!vote.matches("[!-*,-{}~]+\\+[A-Za-z0-9+/=]+")) {
                throw new IllegalArgumentException("'" + vote + "' is no vote for validators: name+signature");
            }
        }
    }

    /** Nobody voted for them. */
    public Validators(int quorum, List<String> keys) {
        this(quorum, keys, List.of());
    }

    /** The same, whoever voted for them. */
    public Validators withoutVotes() {
        return votes.isEmpty() ? this : new Validators(quorum, keys);
    }

    /** Whether the same sign, in whatever order and by whose votes. */
    public boolean agrees(Validators others) {
        return quorum == others.quorum && Set.copyOf(keys).equals(Set.copyOf(others.keys));
    }

    public static Validators readFrom(EntryReader line) {
        return new Validators(line.smallNumber(), words(line), line.hasMore() ? words(line) : List.of());
    }

    private static List<String> words(EntryReader line) {
        return List.of(line.text().split(" ", MOST + 1));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VALIDATORS;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.number(quorum).text(String.join(" ", keys));
        if (!votes.isEmpty()) {
            line.text(String.join(" ", votes));
        }
    }
}
