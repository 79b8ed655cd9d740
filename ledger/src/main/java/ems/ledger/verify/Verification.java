package ems.ledger.verify;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.ledger.export.WrongEntry;
import ems.market.record.Validators;

/** What an offline check of a ledger found; {@link #toString()} writes it in a line. */
public sealed interface Verification {

    /**
     * Everything follows.
     *
     * @param head hash of the last block; 64 zeros without one
     * @param retired number of first blocks that stand there without their entries: of them only headers are checked
     * @param unproven corrections of such blocks, which are taken as they stand
     * @param unanchored number of blocks after the last anchor
     * @param validators who sign the next block; empty: nobody
     * @param signers who signs the block of a height and those up to the next height, as far as blocks have their entries
     * @param trusted the first validators as the auditor knows them; empty: the auditor knows none, and the finding says so
     * @param settings what an operator sets as it likes and the ledger tells, in words: horizon prices with the plans that bind them, and trade between homes
     */
    record Verified(
            long blocks,
            long entries,
            String head,
            long retired,
            long unproven,
            long unanchored,
            Optional<Validators> validators,
            NavigableMap<Long, Validators> signers,
            Optional<Validators> trusted,
            List<String> settings)
            implements Verification {

        /** Who signs the block of this height; empty: nobody, or its entries are forgotten. */
        Optional<Validators> signers(long height) {
            return Optional.ofNullable(signers.floorEntry(height)).map(Map.Entry::getValue);
        }

        @Override
        public String toString() {
            return "verified: " + blocks + " blocks, " + entries + " entries, head " + head
                    + (retired == 0 ? "" : ", the first " + retired + " blocks by their headers only")
                    + (unproven == 0 ? "" : ", " + unproven + " corrections of them as they stand")
                    + (unanchored == 0 ? "" : ", the last " + unanchored + " blocks not yet anchored")
                    + validators.map(this::signed).orElse("")
                    + settings.stream().map(each -> "; " + each).collect(Collectors.joining());
        }

        private String signed(Validators named) {
            String many = named.keys().size() + " validators";
            if (trusted.isEmpty()) {
                return ", signed by the " + many + " that it names itself (compare with --validators)";
            }
            return trusted.get().agrees(named)
                    ? ", signed by the " + many + " that you trust"
                    : ", signed by the validators that you trust, and later by the " + many + " that they voted for";
        }
    }

    /** @param entry the first that does not follow, or that this build does not know */
    record Wrong(WrongEntry entry) implements Verification {

        @Override
        public String toString() {
            return entry.toString();
        }
    }
}
