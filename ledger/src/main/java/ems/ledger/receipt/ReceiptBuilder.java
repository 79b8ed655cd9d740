package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.List;

import ems.ledger.chain.Checkpoints;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchedPair;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/** Picks what belongs to one match out of its block, with the paths that prove it. */
public final class ReceiptBuilder {

    private final SealedMatch sealed;
    private final MatchedPair match;
    private final Sha256 sha = new Sha256();

    private ReceiptBuilder(SealedMatch sealed, MatchedPair match) {
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
        var receipt = new ReceiptBuilder(sealed, (MatchedPair) Entry.parse(match)).receipt();
        if (receipt.corrections().size() > Receipt.MOST_CORRECTIONS
                || receipt.text().length() > Receipt.MOST_BYTES) {
            throw new IllegalStateException("match " + id + " was corrected "
                    + receipt.corrections().size() + " times: that is more than a receipt of "
                    + Receipt.MOST_BYTES + " bytes holds; the export of the ledger has all of them");
        }
        if (ReceiptVerifier.of(receipt, Trust.NOBODY) instanceof ReceiptVerification.Wrong wrong) {
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
                var entry = Entry.parse(line);
                if (belongs(entry)) {
                    entries.add(new ProvenEntry(i, entry, HashPath.of(tree.proof(i))));
                }
            }
        }
        var log = sealed.log();
        var checkpoint = Checkpoints.of(sealed.grid(), log.size(), log.root());
        return new Receipt(
                match.id(),
                sealed.block(),
                entries,
                HashPath.of(log.proof((int) sealed.block().height())),
                SignedLog.signers(checkpoint, sealed.signatures(), sealed.keys()),
                sealed.anchored(),
                checkpoint,
                sealed.signatures(),
                sealed.corrections().stream()
                        .map(later -> new SealedCorrection(
                                later.block(), later.entries(match.id(), sha), HashPath.of(log.proof((int)
                                        later.block().height()))))
                        .toList());
    }

    /** Spares reading most lines of a large block. */
    private boolean mayBelong(String line) {
        return line.startsWith(EntryKind.PERIOD_OPENED.prefix())
                || line.startsWith(EntryKind.HORIZON_PRICE.prefix())
                || line.startsWith(EntryKind.MATCHING_RESULT.prefix())
                || line.startsWith(EntryKind.DIRECT_RESULT.prefix())
                || line.startsWith(EntryKind.ABANDONMENT.prefix())
                || match.parties().stream().anyMatch(party -> line.contains(party.text()));
    }

    private boolean belongs(Entry entry) {
        var parties = match.parties();
        return switch (entry.kind()) {
            case PERIOD_OPENED, ABANDONMENT -> true;
            case HORIZON_PRICE, MATCHING_RESULT -> match instanceof Match;
            case DIRECT_RESULT -> match instanceof DirectMatch;
            case SIGNED_BID -> parties.contains(((SignedBid) entry).party());
            case PROSUMER_BID -> parties.contains(((ProsumerBid) entry).prosumer());
            case VEHICLE_STANDING -> parties.contains(((VehicleStanding) entry).vehicle());
            case VEHICLE_BID -> parties.contains(((VehicleBid) entry).vehicle());
            case MATCH, DIRECT_MATCH -> entry.equals(match);
            case DIRECT_EXCHANGE -> ((DirectExchange) entry).match().equals(match.id());
            case DIRECT_LINE -> ((DirectLine) entry).match().equals(match.id());
            case SIGNED_REGISTERS -> ((SignedRegisters) entry).match().equals(match.id());
            case EXCHANGE_STATEMENT -> ((ExchangeStatement) entry).match().equals(match.id());
            case EXCHANGE_REFUSAL -> ((ExchangeRefusal) entry).match().equals(match.id());
            case EXCHANGE -> ((Exchange) entry).match().equals(match.id());
            case SETTLEMENT_LINE -> ((SettlementLine) entry).match().equals(match.id());
            case INVENTORY_ENTRY -> isSettled((InventoryEntry) entry);
            case ENROLMENT,
                    VALIDATORS,
                    AGENT_KEY,
                    HOME_METERING,
                    TRADING_PARTNER,
                    REVOCATION,
                    DIRECT_TRADE,
                    TRAIL_SEAL,
                    MEMBERSHIP_ORDER,
                    CORRECTION,
                    CORRECTION_LINE,
                    MODEL_UPDATE,
                    MODEL_REFUSAL,
                    GLOBAL_MODEL,
                    REJECTION,
                    SIGNED_FORECAST,
                    FORECAST_REFUSAL,
                    HORIZON_PLAN,
                    SHADOW_PRICE -> false;
        };
    }

    private boolean isSettled(InventoryEntry changed) {
        return match.parties().contains(changed.vehicle()) && changed.cause() == Cause.SETTLED;
    }
}
