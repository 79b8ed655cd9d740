package ems.ledger.receipt;

import java.util.Locale;

/** The checks of a receipt. Another verifier that refuses it names the same one. */
public enum ReceiptCheck {
    /** The file is written as a receipt is. */
    FILE,
    /** A block's hash is the hash of its fields. */
    HEADER,
    /** The block is the one that the reader's own anchors name. */
    ANCHOR,
    /** An entry stands under its block's root, after the entries before. */
    PLACE,
    /** The entries follow the market's rules. */
    RULES,
    /** What a charger's meter signed is signed with the key that its entry names, and shows what the entry says. */
    RECORD,
    /** A signed bid says what its entry says. */
    BID,
    /** What a party signed of its exchange says what its entry says. */
    STATEMENT,
    /** A block stands in the log. */
    LOG,
    /** The checkpoint is of the block's grid. */
    CHECKPOINT,
    /** A correction follows from what was booked before it. */
    CORRECTION,
    /** Each signer signed the checkpoint. */
    SIGNATURE,
    /** Enough validators that the reader trusts are among the signers. */
    VALIDATORS;

    /** Its name outside Java. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
