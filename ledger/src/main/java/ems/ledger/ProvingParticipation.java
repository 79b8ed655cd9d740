package ems.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;

import ems.ledger.BlockTables.Place;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.bid.VehicleBid;
import ems.market.journal.Entries;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Participation;
import ems.market.ledger.Revocation;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/**
 * What blocks of earlier periods prove about many EVs at once. Every line of each block that an answer rests on is read
 * and hashed up to the root that the header names, which proves all of its entries; nothing is trusted the next time.
 */
final class ProvingParticipation {

    private final Handle sql;
    private final GridId grid;
    private final MatchingPeriod before;
    private final Sha256 sha = new Sha256();

    /** An entry that must be of this kind and about this account. */
    private record Claim(String account, String kind, int entry) {}

    ProvingParticipation(Handle sql, GridId grid, MatchingPeriod before) {
        this.sql = sql;
        this.grid = grid;
        this.before = before;
    }

    /** @throws IllegalStateException if an entry that an answer rests on is no longer what was sealed */
    Map<VehicleId, Participation> of(Collection<VehicleId> vehicles) {
        var enrolments = BlockTables.latest(sql, grid, Enrolment.KIND, before);
        var revocations = BlockTables.latest(sql, grid, Revocation.KIND, before);
        Map<String, Place> newestBids = newestBids();
        List<VehicleId> silent = vehicles.stream()
                .filter(vehicle -> !newestBids.containsKey(vehicle.account()))
                .toList();
        var earlierBids = BlockTables.latestBids(sql, grid, silent, before);
        Map<MatchingPeriod, List<Claim>> claims = new TreeMap<>();
        for (VehicleId vehicle : vehicles) {
            claim(claims, vehicle, Enrolment.KIND, enrolments);
            claim(claims, vehicle, Revocation.KIND, revocations);
            claim(claims, vehicle, VehicleBid.KIND, earlierBids);
        }
        claims.forEach((period, ofBlock) -> prove(new PeriodKey(grid, period), ofBlock));
        Map<VehicleId, Participation> proven = new HashMap<>();
        for (VehicleId vehicle : vehicles) {
            String account = vehicle.account();
            var bid = newestBids.getOrDefault(account, earlierBids.get(account));
            proven.put(vehicle, participation(enrolments.get(account), revocations.get(account), bid));
        }
        return proven;
    }

    /** The newest block is read as a whole: what it holds needs no finding. */
    private Map<String, Place> newestBids() {
        Map<String, Place> bids = new HashMap<>();
        BlockTables.before(sql, new PeriodKey(grid, before))
                .ifPresent(header -> SealedBids.of(header, provenLines(header))
                        .entries()
                        .forEach((account, entry) ->
                                bids.put(account, new Place(header.key().period(), entry))));
        return bids;
    }

    private static void claim(
            Map<MatchingPeriod, List<Claim>> claims, VehicleId vehicle, String kind, Map<String, Place> places) {
        var place = places.get(vehicle.account());
        if (place != null) {
            claims.computeIfAbsent(place.period(), first -> new ArrayList<>())
                    .add(new Claim(vehicle.account(), kind, place.entry()));
        }
    }

    private Participation participation(Place enrolment, Place revocation, Place bid) {
        return new Participation(
                enrolment != null,
                revocation != null && (enrolment == null || revocation.isAfter(enrolment)),
                bid == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(bid.period().periodsUntil(before)));
    }

    private void prove(PeriodKey key, List<Claim> claims) {
        var header = BlockTables.of(sql, key)
                .orElseThrow(() -> new IllegalStateException("no block holds " + key + ", which evidence points to"));
        List<String> lines = provenLines(header);
        for (Claim claim : claims) {
            String line = claim.entry() < lines.size() ? lines.get(claim.entry()) : "";
            if (!isAbout(line, claim)) {
                throw new IllegalStateException("entry " + (claim.entry() + 1) + " of " + Blocks.name(header)
                        + " is no " + claim.kind() + " of " + claim.account());
            }
        }
    }

    private List<String> provenLines(BlockHeader header) {
        if (!HeaderText.isSound(header, sha)) {
            throw new IllegalStateException("the header of " + Blocks.name(header) + " is not what was sealed");
        }
        List<String> lines = PeriodTables.read(sql, header.key()).lines();
        if (lines.size() != header.entries()) {
            throw new IllegalStateException(Blocks.name(header) + " sealed " + header.entries()
                    + " entries, the journal holds " + lines.size());
        }
        var tree = MerkleTree.over(StoredPeriod.leaves(lines), sha);
        if (!Arrays.equals(tree.root(), HexFormat.of().parseHex(header.root()))) {
            throw new IllegalStateException("the entries of " + Blocks.name(header) + " are not under its root");
        }
        return lines;
    }

    private static boolean isAbout(String line, Claim claim) {
        try {
            var entry = Entries.parse(line);
            return entry.kind().equals(claim.kind())
                    && BlockTables.subject(entry)
                            .filter(party -> party.account().equals(claim.account()))
                            .isPresent();
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }
}
