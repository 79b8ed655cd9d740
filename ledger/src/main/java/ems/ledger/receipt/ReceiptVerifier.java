package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.List;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.DirectRules;
import ems.ledger.contract.MatchRules;
import ems.ledger.contract.PairContract;
import ems.ledger.contract.Refuse;
import ems.ledger.ocmf.RegisterBounds;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerification.Wrong;
import ems.ledger.token.BidToken;
import ems.ledger.token.ExchangeToken;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.period.BookedMatch;
import ems.market.record.Entry;
import ems.market.record.ExchangeStatement;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;

/**
 * Checks a receipt from nothing but its lines and what its reader trusts: the signatures, the path from each entry to the
 * checkpoint, and the market's rules for the match.
 */
public final class ReceiptVerifier {

    private final Receipt receipt;
    private final Trust trust;
    private final SignedLog log;
    private final Sha256 sha = new Sha256();
    private final PairContract rules;
    private int line = 1;
    private ReceiptCheck check = ReceiptCheck.FILE;

    private ReceiptVerifier(Receipt receipt, Trust trust) {
        this.receipt = receipt;
        this.trust = trust;
        this.log = new SignedLog(receipt.checkpoint(), receipt.signers(), receipt.signatures());
        var key = receipt.block().key();
        this.rules = receipt.isDirect() ? new DirectRules(receipt.match(), key) : new MatchRules(receipt.match(), key);
    }

    /** Never throws: a file that is no receipt is wrong, too. */
    public static ReceiptVerification of(byte[] file, Trust trust) {
        try {
            return of(Receipt.parse(file), trust);
        } catch (BrokenReceipt e) {
            return new Wrong(e.line(), ReceiptCheck.FILE, e.why());
        }
    }

    public static ReceiptVerification of(Receipt receipt, Trust trust) {
        var checking = new ReceiptVerifier(receipt, trust);
        try {
            return checking.verified();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Wrong(checking.line, checking.check, e.getMessage());
        }
    }

    private Verified verified() {
        line = 3;
        refuseUnlessSound(receipt.block());
        var block = new ProvenBlock(receipt.block(), sha);
        for (int i = 0; i < receipt.entries().size(); i++) {
            line = receipt.lineOf(i);
            var proven = receipt.entries().get(i);
            check = ReceiptCheck.PLACE;
            block.next(proven);
            if (proven.entry() instanceof SignedRegisters signed) {
                check = ReceiptCheck.RECORD;
                RegisterBounds.check(signed);
            }
            check = ReceiptCheck.RULES;
            rules.next(proven.entry());
            if (proven.entry() instanceof SignedBid bid) {
                check(bid);
            } else if (proven.entry() instanceof ExchangeStatement said) {
                check(said);
            }
        }
        check = ReceiptCheck.RULES;
        rules.end();
        line = receipt.lineOfLog();
        refuseUnlessInLog(receipt.block(), receipt.inLog());
        List<CorrectionRules> corrections = corrections();
        line = receipt.lineOfCheckpoint();
        refuseUnlessSigned();
        String moved = rules instanceof DirectRules direct
                ? new DirectText(direct, receipt.block().key().period()).text()
                : new MatchText(receipt, (MatchRules) rules, corrections).text();
        return new Verified(new ReceiptText(receipt, trust, rules.match(), moved).text());
    }

    private List<CorrectionRules> corrections() {
        List<CorrectionRules> checked = new ArrayList<>();
        if (receipt.corrections().isEmpty()) {
            return checked;
        }
        line = receipt.lineOfCorrection(0);
        check = ReceiptCheck.CORRECTION;
        var booked = booked();
        var last = receipt.block();
        for (int i = 0; i < receipt.corrections().size(); i++) {
            var correction = receipt.corrections().get(i);
            line = receipt.lineOfCorrection(i);
            check = ReceiptCheck.CORRECTION;
            refuseUnlessLater(correction.block(), last);
            refuseUnlessSound(correction.block());
            var correcting = correcting(correction);
            booked = correcting.end(booked);
            line = receipt.lineOfCorrection(i + 1) - 1;
            refuseUnlessInLog(correction.block(), correction.inLog());
            checked.add(correcting);
            last = correction.block();
        }
        return checked;
    }

    private static void refuseUnlessLater(BlockHeader block, BlockHeader before) {
        boolean isLater = block.height() > before.height()
                && block.key().grid().equals(before.key().grid());
        Refuse.when(!isLater, "it is no later block of the same grid");
    }

    private CorrectionRules correcting(SealedCorrection correction) {
        int first = line + 1;
        var block = new ProvenBlock(correction.block(), sha);
        var correcting = new CorrectionRules();
        for (int i = 0; i < correction.entries().size(); i++) {
            line = first + 2 * i;
            check = ReceiptCheck.PLACE;
            block.next(correction.entries().get(i));
            check = ReceiptCheck.CORRECTION;
            correcting.next(correction.entries().get(i).entry());
        }
        return correcting;
    }

    private BookedMatch booked() {
        List<Entry> entries = receipt.entries().stream().map(ProvenEntry::entry).toList();
        return BookedMatch.of(PeriodRecord.sealed(receipt.block().key(), entries), receipt.match())
                .orElseThrow(() -> new IllegalArgumentException("nothing was booked that could be corrected"));
    }

    private void refuseUnlessSound(BlockHeader block) {
        check = ReceiptCheck.HEADER;
        Refuse.when(!HeaderText.isSound(block, sha), "the block's hash is not the hash of its fields");
        check = ReceiptCheck.ANCHOR;
        refuseOtherAnchor(block);
    }

    private void refuseOtherAnchor(BlockHeader block) {
        trust.anchors().ifPresent(anchors -> {
            String anchored = anchors.get(block.height());
            Refuse.when(anchored == null, "your anchors have none at height " + block.height());
            Refuse.when(!block.hash().equals(anchored), "it is not the block that was anchored, with hash " + anchored);
        });
    }

    private void check(SignedBid bid) {
        check = ReceiptCheck.BID;
        var block = receipt.block().key();
        var agent = trust.key(block.grid(), bid.party());
        if (agent.isPresent()) {
            BidToken.check(bid, block, agent.get().key());
        } else {
            BidToken.checkWithoutKey(bid, block);
        }
    }

    private void check(ExchangeStatement said) {
        check = ReceiptCheck.STATEMENT;
        var block = receipt.block().key();
        var agent = trust.key(block.grid(), said.party());
        if (agent.isPresent()) {
            ExchangeToken.check(said, block, agent.get().key());
        } else {
            ExchangeToken.checkWithoutKey(said, block);
        }
    }

    private void refuseUnlessInLog(BlockHeader block, HashPath path) {
        check = ReceiptCheck.LOG;
        log.refuseUnlessHolds(block, path, sha);
        line = receipt.lineOfCheckpoint();
        check = ReceiptCheck.CHECKPOINT;
        log.refuseUnlessOf(block.key().grid());
    }

    /** Enough of those who signed are trusted. */
    private void refuseUnlessSigned() {
        check = ReceiptCheck.SIGNATURE;
        log.refuseUnlessSigned();
        check = ReceiptCheck.VALIDATORS;
        trust.validators().ifPresent(log::refuseUnlessTrusted);
    }
}
