package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.List;

import ems.ledger.chain.Checkpoints;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.record.Abandonment;
import ems.market.record.Entries;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/** Picks what belongs to one match out of its block, with the paths that prove it. */
public final class ReceiptBuilder {

    private final SealedMatch sealed;
    private final Match match;
    private final Sha256 sha = new Sha256();

    private ReceiptBuilder(SealedMatch sealed, Match match) {
        this.sealed = sealed;
        this.match = match;
    }

    /**
     * A receipt that is right.
     *
     * @throws IllegalArgumentException if the block has no such match
     * @throws IllegalStateException if the ledger does not prove what it says of the match
     */
    public static Receipt of(MatchId id, SealedMatch sealed) {
        var match = sealed.line(id)
                .orElseThrow(() ->
                        new IllegalArgumentException("block " + sealed.block().height() + " of grid " + sealed.grid()
                                + " seals the period, and has no match " + id));
        var receipt = new ReceiptBuilder(sealed, (Match) Entries.parse(match)).receipt();
        if (CheckingAReceipt.of(receipt, Trust.NOBODY) instanceof ReceiptVerification.Wrong wrong) {
            throw new IllegalStateException(
                    "grid " + sealed.grid() + " does not prove what it says of match " + id + ": " + wrong.why());
        }
        return receipt;
    }

    private Receipt receipt() {
        var tree = MerkleTree.over(sealed.lines(), sha);
        List<ProvenEntry> entries = new ArrayList<>();
        for (int i = 0; i < sealed.lines().size(); i++) {
            String line = SealedMatch.text(sealed.lines().get(i));
            if (mayBelong(line)) {
                var entry = Entries.parse(line);
                if (belongs(entry)) {
                    entries.add(new ProvenEntry(i, entry, HashPath.of(tree.proof(i))));
                }
            }
        }
        var log = MerkleTree.over(sealed.hashes(), sha);
        var checkpoint = Checkpoints.of(sealed.grid(), log.size(), log.root());
        return new Receipt(
                match.id(),
                sealed.block(),
                entries,
                HashPath.of(log.proof((int) sealed.block().height())),
                signers(checkpoint),
                sealed.anchored(),
                checkpoint,
                sealed.signatures());
    }

    /** Spares reading most lines of a large block. */
    private boolean mayBelong(String line) {
        return line.startsWith(PeriodOpened.KIND + '|')
                || line.startsWith(MatchingResult.KIND + '|')
                || line.startsWith(Abandonment.KIND + '|')
                || line.contains(match.prosumer().text())
                || line.contains(match.vehicle().text());
    }

    private boolean belongs(Entry entry) {
        return entry instanceof PeriodOpened
                || entry instanceof MatchingResult
                || entry instanceof Abandonment
                || entry instanceof SignedBid bid
                        && (bid.party().equals(match.prosumer()) || bid.party().equals(match.vehicle()))
                || entry instanceof ProsumerBid bid && bid.prosumer().equals(match.prosumer())
                || entry instanceof VehicleStanding standing
                        && standing.vehicle().equals(match.vehicle())
                || entry instanceof VehicleBid bid && bid.vehicle().equals(match.vehicle())
                || entry.equals(match)
                || entry instanceof Exchange exchange && exchange.match().equals(match.id())
                || entry instanceof SettlementLine line && line.match().equals(match.id())
                || entry instanceof InventoryEntry changed
                        && changed.vehicle().equals(match.vehicle())
                        && changed.cause() == Cause.SETTLED;
    }

    /** In the order of the signatures. */
    private List<NoteVerifier> signers(Checkpoint checkpoint) {
        if (sealed.signatures().isEmpty()) {
            return List.of();
        }
        List<NoteVerifier> keys =
                sealed.keys().stream().map(NoteVerifier::parse).toList();
        List<NoteVerifier> signers = new ArrayList<>();
        for (NoteSignature signature :
                Checkpoints.note(checkpoint, sealed.signatures()).signatures()) {
            var alone = new SignedNote(checkpoint.text(), List.of(signature));
            signers.add(keys.stream()
                    .filter(key -> !alone.signedBy(List.of(key)).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the newest block of grid " + sealed.grid() + " is signed by an unknown key")));
        }
        return signers;
    }
}
