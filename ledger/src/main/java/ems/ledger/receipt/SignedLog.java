package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ems.ledger.chain.Checkpoints;
import ems.ledger.contract.Refuse;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * A checkpoint of a grid's log, and who signed it.
 *
 * @param signers whose signatures stand under it, in their order; none: nobody signs the grid's blocks
 * @param signatures lines of a note, each with its end
 */
record SignedLog(Checkpoint checkpoint, List<NoteVerifier> signers, String signatures) {

    /**
     * Whose signatures they are, in their order.
     *
     * @param keys of validators; others may be among them
     * @throws IllegalStateException if one is of nobody among them
     */
    static List<NoteVerifier> signers(Checkpoint checkpoint, String signatures, List<String> keys) {
        if (signatures.isEmpty()) {
            return List.of();
        }
        List<NoteVerifier> known = keys.stream().map(NoteVerifier::parse).toList();
        List<NoteVerifier> signers = new ArrayList<>();
        for (NoteSignature signature : Checkpoints.note(checkpoint, signatures).signatures()) {
            var alone = new SignedNote(checkpoint.text(), List.of(signature));
            signers.add(known.stream()
                    .filter(key -> !alone.signedBy(List.of(key)).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the newest block of " + checkpoint.origin() + " is signed by an unknown key")));
        }
        return signers;
    }

    void refuseUnlessHolds(BlockHeader block, HashPath path, Sha256 sha) {
        long height = block.height();
        Refuse.when(checkpoint.size() > Integer.MAX_VALUE, "a log has at most " + Integer.MAX_VALUE + " blocks");
        Refuse.when(height >= checkpoint.size(), "the checkpoint ends before the block");
        boolean proven = path.at((int) height, (int) checkpoint.size())
                .proves(HexFormat.of().parseHex(block.hash()), HexFormat.of().parseHex(checkpoint.root()), sha);
        Refuse.when(!proven, "the block's hash and this path do not lead to the checkpoint's root");
    }

    void refuseUnlessOf(GridId grid) {
        var expected = Checkpoints.of(grid, checkpoint.size(), HexFormat.of().parseHex(checkpoint.root()));
        Refuse.when(!checkpoint.equals(expected), "it is no checkpoint of the block's grid");
    }

    /** Each signer signed, in this order, and none twice. */
    void refuseUnlessSigned() {
        if (signers.isEmpty()) {
            return;
        }
        var note = Checkpoints.note(checkpoint, signatures);
        for (int i = 0; i < signers.size(); i++) {
            var alone = new SignedNote(note.text(), List.of(note.signatures().get(i)));
            Refuse.when(
                    alone.signedBy(List.of(signers.get(i))).isEmpty(),
                    "signature " + (i + 1) + " is not of the signer "
                            + signers.get(i).name());
        }
        Set<Object> known = new HashSet<>();
        signers.forEach(signer -> {
            known.add(signer.name());
            known.add(signer.key());
        });
        Refuse.when(known.size() < 2 * signers.size(), "a name or a key signs twice");
    }

    void refuseUnlessTrusted(Validators validators) {
        Set<NoteVerifier> trusted = new HashSet<>(Quorum.of(validators).verifiers());
        Set<String> signed = signers.stream()
                .filter(trusted::contains)
                .map(NoteVerifier::name)
                .collect(Collectors.toSet());
        Refuse.when(signed.size() < signers.size(), "it is signed by others than the validators that you trust");
        Refuse.when(
                signed.size() < validators.quorum(),
                "it is signed by " + signed.size() + " of the "
                        + validators.keys().size() + " validators that you trust, and " + validators.quorum()
                        + " must sign");
    }
}
