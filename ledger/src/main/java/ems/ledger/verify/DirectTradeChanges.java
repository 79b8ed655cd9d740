package ems.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.contract.Registered;
import ems.ledger.export.ExportedBlock;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.EntryKind;

/**
 * Which blocks of a ledger say that homes trade with homes, or that they do so no more: an operator sets it as it likes, and an auditor sees
 * when. Ledgers of earlier builds do not say it; then what is named is how many periods did.
 */
final class DirectTradeChanges {

    private static final int MOST_NAMED = 4;

    private final List<String> changes = new ArrayList<>();
    private String last = "";
    private long unsaid;

    /**
     * @param block verified
     * @param before the registry as the block began
     */
    void add(ExportedBlock block, Registered before) {
        for (byte[] bytes : block.lines()) {
            var line = new String(bytes, StandardCharsets.UTF_8);
            if (line.startsWith(EntryKind.DIRECT_TRADE.prefix())) {
                var setting = (DirectTradeSetting) Entry.parse(line);
                last = setting.trade().word() + " by block " + block.header().height() + " (" + setting.why() + ")";
                changes.add(last);
            } else if (line.startsWith(EntryKind.DIRECT_RESULT.prefix())
                    && before.directTrade().isEmpty()) {
                unsaid++;
            }
        }
    }

    /** In words; empty if no block says anything of it and no homes traded with homes. */
    Optional<String> words() {
        if (changes.isEmpty() && unsaid == 0) {
            return Optional.empty();
        }
        return Optional.of("direct trade: " + (changes.isEmpty() ? "" : named()) + unsaid());
    }

    private String named() {
        return changes.size() <= MOST_NAMED
                ? String.join(", ", changes)
                : changes.get(0) + ", changed " + (changes.size() - 1) + " times since, last " + last;
    }

    private String unsaid() {
        return unsaid == 0
                ? ""
                : (changes.isEmpty() ? "" : ", ") + "in " + unsaid + (unsaid == 1 ? " period" : " periods")
                        + " before which no block says whether there is any";
    }
}
