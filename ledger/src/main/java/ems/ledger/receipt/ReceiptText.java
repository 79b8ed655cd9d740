package ems.ledger.receipt;

import ems.ledger.note.NoteVerifier;
import ems.market.record.MatchedPair;

/** A receipt that is right, as sentences. */
final class ReceiptText {

    private final Receipt receipt;
    private final Trust trust;
    private final MatchedPair match;
    private final String moved;

    /** @param moved what became of the two, in sentences */
    ReceiptText(Receipt receipt, Trust trust, MatchedPair match, String moved) {
        this.receipt = receipt;
        this.trust = trust;
        this.match = match;
        this.moved = moved;
    }

    String text() {
        var block = receipt.block();
        return moved + new SignersText(receipt, trust, match).text() + " Block " + block.height() + " of grid "
                + block.key().grid() + ", hash " + block.hash() + ", is one of the "
                + receipt.checkpoint().size() + " blocks of the checkpoint with root "
                + receipt.checkpoint().root() + ", " + signed() + "; " + anchored();
    }

    private String signed() {
        if (receipt.signers().isEmpty()) {
            return "which nobody signed";
        }
        String names = String.join(
                ", ", receipt.signers().stream().map(NoteVerifier::name).toList());
        return "signed by " + names
                + (trust.validators().isPresent()
                        ? ", whom you trust"
                        : " with keys that only this receipt names: compare them with --validators");
    }

    private String anchored() {
        if (trust.anchors().isPresent()) {
            return "your own anchors hold it.";
        }
        return receipt.anchored()
                ? "the receipt says that it is anchored: compare with --anchors."
                : "not yet anchored when the receipt was made.";
    }
}
