package ems.study.plan;

/** How much of a run a study writes. */
public enum Outputs {
    /** Everything, with the ledger. */
    ALL,
    /** The same, with Parquet instead of CSV for the tables of exchanges, matches, periods and settlements. */
    PARQUET,
    /**
     * Sums, periods and figures: no row per match or exchange, and no entries of the ledger. Its roots are computed all
     * the same, and the summary names each ledger's head.
     */
    SUMMARY
}
