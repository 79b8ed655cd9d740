package ems.market.record;

import java.util.List;
import java.util.Set;

/**
 * The road-side units that sign each block, from the next block on; the first ones sign the block that names them, too.
 *
 * @param quorum how many of them must sign, in [1, number of keys]
 * @param keys {@code name+hash+key} each, as C2SP signed notes write the keys of their verifiers
 */
public record Validators(int quorum, List<String> keys) implements Entry {

    private static final int MOST = 100;

    public Validators {
        keys = List.copyOf(keys);
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
    }

    /** Whether they are the same, in whatever order. */
    public boolean agrees(Validators others) {
        return quorum == others.quorum && Set.copyOf(keys).equals(Set.copyOf(others.keys));
    }

    public static Validators readFrom(EntryReader line) {
        return new Validators(line.smallNumber(), List.of(line.text().split(" ", MOST + 1)));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VALIDATORS;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.number(quorum).text(String.join(" ", keys));
    }
}
