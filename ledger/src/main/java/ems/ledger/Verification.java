package ems.ledger;

import java.util.Optional;

import ems.market.ledger.Validators;

/** What an offline check of a ledger found; {@link #toString()} tells it in a line. */
public sealed interface Verification {

    /**
     * Everything follows.
     *
     * @param head hash of the last block; 64 zeros without one
     * @param retired number of first blocks that stand there without their entries: of them only headers are checked
     * @param unanchored number of blocks after the last anchor
     * @param validators who sign the next block; empty: nobody
     * @param trusted whom the auditor knows as the first validators; empty: he knows none, and this is told
     */
    record Verified(
            long blocks,
            long entries,
            String head,
            long retired,
            long unanchored,
            Optional<Validators> validators,
            Optional<Validators> trusted)
            implements Verification {

        @Override
        public String toString() {
            return "verified: " + blocks + " blocks, " + entries + " entries, head " + head
                    + (retired == 0 ? "" : ", the first " + retired + " blocks by their headers only")
                    + (unanchored == 0 ? "" : ", the last " + unanchored + " blocks not yet anchored")
                    + validators.map(this::signed).orElse("");
        }

        private String signed(Validators named) {
            String many = named.keys().size() + " validators";
            if (trusted.isEmpty()) {
                return ", signed by the " + many + " that it names itself (compare with --validators)";
            }
            return trusted.get().agrees(named)
                    ? ", signed by the " + many + " that you trust"
                    : ", signed by the validators that you trust, and later by the " + many + " that they signed for";
        }
    }

    /**
     * The first place where something does not follow.
     *
     * @param grid as the block says, empty if it cannot be read
     * @param block its place in the file, which is the height it should have
     * @param entry number from 1; 0 for the block's own line
     * @param line what stands there
     */
    record Wrong(String grid, long block, int entry, String line, String why) implements Verification {

        @Override
        public String toString() {
            return "first wrong entry: grid " + grid + ", block " + block + ", "
                    + (entry == 0 ? "the block itself" : "entry " + entry) + ", '" + printable(line) + "': " + why;
        }

        /** A changed file may hold anything, also what a terminal obeys. */
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
