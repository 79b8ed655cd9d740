package ems.ledger.receipt;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.ledger.chain.Anchor;
import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.validator.ValidatorsText;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.Validators;

/**
 * What whoever checks a receipt knows from elsewhere.
 *
 * @param validators that must sign; empty: any signers that the receipt names count, and the finding says so
 * @param anchors an own copy of published hashes, by height; empty: there is none
 * @param keys of parties that sign their bids; without a party's key its signature is not checked, and the finding says so
 */
public record Trust(Optional<Validators> validators, Optional<Map<Long, String>> anchors, Optional<FindKey> keys) {

    /** Believes the receipt in all that hashes do not show. */
    public static final Trust NOBODY = new Trust(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param lines {@code quorum N}, then the key of each validator as {@code name+hash+key}, each under one name
     * @throws IllegalArgumentException if they are not such lines
     */
    public Trust withValidators(List<String> lines) {
        return new Trust(Optional.of(ValidatorsText.parse(lines)), anchors, keys);
    }

    /**
     * @param lines {@code height hash}
     * @throws IllegalArgumentException if they are not such lines, or two of them contradict each other
     */
    public Trust withAnchors(Collection<String> lines) {
        Map<Long, String> hashes = new HashMap<>();
        for (String line : lines) {
            var anchor = Anchor.parse(line);
            String before = hashes.put(anchor.height(), anchor.hash());
            if (before != null && !before.equals(anchor.hash())) {
                throw new IllegalArgumentException("two hashes are anchored at height " + anchor.height());
            }
        }
        return new Trust(validators, Optional.of(hashes), keys);
    }

    public Trust withKeys(FindKey known) {
        return new Trust(validators, anchors, Optional.of(known));
    }

    /**
     * @param lines {@code account key}, the key in base64url: {@code vehicle:EV1 11qYAY...}
     * @throws IllegalArgumentException if they are not such lines, or an account stands twice
     */
    public Trust withKeys(List<String> lines) {
        return withKeys(PartyKeys.parse(lines));
    }

    Optional<RegisteredAgent> key(GridId grid, Party party) {
        return keys.flatMap(known -> known.of(grid, party));
    }
}
