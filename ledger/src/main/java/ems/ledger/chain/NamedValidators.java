package ems.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ems.ledger.contract.GridState;
import ems.market.record.EntryKind;
import ems.market.record.EntryReader;
import ems.market.record.Validators;

/** Keys of all validators that a ledger names or named: from lines of its blocks, and from the copy that stands for forgotten ones. */
public final class NamedValidators {

    private static final String LINE = EntryKind.VALIDATORS.prefix();
    private static final String COPIED = GridState.REGISTRY + '|' + EntryKind.VALIDATORS.word() + '=';

    private final Set<String> keys = new LinkedHashSet<>();

    /** A line of a block; others than validators are passed over. */
    public void read(byte[] line) {
        if (line.length > LINE.length() && line[0] == 'v' && line[1] == 'a') {
            read(new String(line, StandardCharsets.UTF_8));
        }
    }

    public void read(String line) {
        add(line, LINE);
    }

    /** @param copy of the contracts' states */
    public void readCopy(String copy) {
        copy.lines().forEach(line -> add(line, COPIED));
    }

    private void add(String line, String start) {
        if (line.startsWith(start)) {
            keys.addAll(Validators.readFrom(new EntryReader(line.substring(start.length())))
                    .keys());
        }
    }

    public List<String> keys() {
        return List.copyOf(keys);
    }
}
