package ems.rules;

import java.util.Optional;

import ems.market.quantity.MatchingPeriod;

/** Port: what was approved for a grid's rules, each from a stated period on. */
public interface ApprovedChanges {

    /** Nobody approves anything: the folder is all there is. */
    ApprovedChanges NONE = new ApprovedChanges() {
        @Override
        public boolean closeFolder() {
            return false;
        }

        @Override
        public Optional<ApprovedChange> claim(MatchingPeriod period) {
            return Optional.empty();
        }

        @Override
        public void activated(ApprovedChange change, MatchingPeriod first, String before) {
            throw new IllegalStateException("nothing is approved here");
        }

        @Override
        public Optional<String> versionBefore(MatchingPeriod period) {
            return Optional.empty();
        }
    };

    /** Whether rules change by approval alone, so that what is saved into the folder changes nothing. */
    boolean closeFolder();

    /**
     * Takes the latest change that holds from this period or an earlier one and is not active yet: from now on nobody withdraws
     * it. One that was claimed and not noted as active, because the market ended in between, comes first.
     */
    Optional<ApprovedChange> claim(MatchingPeriod period);

    /**
     * Notes that a claimed change is active.
     *
     * @param first period that uses it
     * @param before version that was active before
     */
    void activated(ApprovedChange change, MatchingPeriod first, String before);

    /**
     * The version of a period that opens late: empty unless a change became active that holds from a later period only.
     */
    Optional<String> versionBefore(MatchingPeriod period);
}
