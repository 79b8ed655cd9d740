package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.contract.MatchRules;
import ems.ledger.contract.Refuse;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.ocmf.RegisterBounds;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerification.Wrong;
import ems.ledger.token.BidToken;
import ems.ledger.token.ExchangeToken;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.market.ledger.BlockHeader;
import ems.market.period.BookedMatch;
import ems.market.record.Entry;
import ems.market.record.ExchangeStatement;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;
import ems.market.record.Validators;

/**
 * Checks a receipt from nothing but its lines and what its reader trusts: the signatures, the path from each entry to the
 * checkpoint, and the market's rules for the match.
 */
public final class ReceiptVerifier {

    private final Receipt receipt;
    private final Trust trust;
    private final Sha256 sha = new Sha256();
    private final MatchRules rules;
    private int line = 1;
    private ReceiptCheck check = ReceiptCheck.FILE;

    private ReceiptVerifier(Receipt receipt, Trust trust) {
        this.receipt = receipt;
        this.trust = trust;
        this.rules = new MatchRules(receipt.match(), receipt.block().key());
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
        return new Verified(new ReceiptText(receipt, trust, rules, corrections).text());
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
        long height = block.height();
        var checkpoint = receipt.checkpoint();
        Refuse.when(checkpoint.size() > Integer.MAX_VALUE, "a log has at most " + Integer.MAX_VALUE + " blocks");
        Refuse.when(height >= checkpoint.size(), "the checkpoint ends before the block");
        boolean proven = path.at((int) height, (int) checkpoint.size())
                .proves(HexFormat.of().parseHex(block.hash()), HexFormat.of().parseHex(checkpoint.root()), sha);
        Refuse.when(!proven, "the block's hash and this path do not lead to the checkpoint's root");
        var expected = Checkpoints.of(
                block.key().grid(), checkpoint.size(), HexFormat.of().parseHex(checkpoint.root()));
        line = receipt.lineOfCheckpoint();
        check = ReceiptCheck.CHECKPOINT;
        Refuse.when(!checkpoint.equals(expected), "it is no checkpoint of the block's grid");
    }

    /** Each signer signed, in this order; and enough of them are trusted. */
    private void refuseUnlessSigned() {
        check = ReceiptCheck.SIGNATURE;
        List<NoteVerifier> signers = receipt.signers();
        if (!signers.isEmpty()) {
            var note = Checkpoints.note(receipt.checkpoint(), receipt.signatures());
            for (int i = 0; i < signers.size(); i++) {
                var alone =
                        new SignedNote(note.text(), List.of(note.signatures().get(i)));
                Refuse.when(
                        alone.signedBy(List.of(signers.get(i))).isEmpty(),
                        "signature " + (i + 1) + " is not of the signer "
                                + signers.get(i).name());
            }
            refuseTwice(signers);
        }
        check = ReceiptCheck.VALIDATORS;
        trust.validators().ifPresent(this::refuseUnlessTrusted);
    }

    private static void refuseTwice(List<NoteVerifier> signers) {
        Set<Object> known = new HashSet<>();
        signers.forEach(signer -> {
            known.add(signer.name());
            known.add(signer.key());
        });
        Refuse.when(known.size() < 2 * signers.size(), "a name or a key signs twice");
    }

    private void refuseUnlessTrusted(Validators validators) {
        Set<NoteVerifier> trusted = new HashSet<>(Quorum.of(validators).verifiers());
        Set<String> signed = receipt.signers().stream()
                .filter(trusted::contains)
                .map(NoteVerifier::name)
                .collect(Collectors.toSet());
        Refuse.when(
                signed.size() < receipt.signers().size(), "it is signed by others than the validators that you trust");
        Refuse.when(
                signed.size() < validators.quorum(),
                "it is signed by " + signed.size() + " of the "
                        + validators.keys().size() + " validators that you trust, and " + validators.quorum()
                        + " must sign");
    }
}
