package ems.ledger.unit;

/** What a unit says of a block that it is asked to sign, or of a change of the validators that it is asked to vote for. */
public sealed interface UnitAnswer {

    /** @param signature line of a note, with its end: over the checkpoint of the log that this block ends, or the change */
    record Signed(String signature) implements UnitAnswer {}

    /** It follows from the chain and is kept, and those that sign it have: this unit is none of them. */
    record Followed() implements UnitAnswer {}

    /** @param height of the first block that the unit needs before it */
    record Behind(long height) implements UnitAnswer {}

    /** @param reason in words: the first entry that does not follow, or what stands in its place already; what its owner must do first */
    record Refused(String reason) implements UnitAnswer {}
}
