package ems.ledger.contract;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.market.period.MatchLimits;
import ems.market.period.StatedExchange;
import ems.market.record.BidLimit;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;

/** What the parties of a match with a private home signed of it, the home first, and what follows; or that nothing does. */
final class MatchStatements {

    private final Match match;
    private final VehicleBid bid;
    private final BidLimit prosumer;
    private final BidLimit vehicle;
    private @Nullable ExchangeStatement ofHome;
    private @Nullable ExchangeStatement ofVehicle;
    private @Nullable ExchangeRefusal refusal;
    private @Nullable Queue<Exchange> due;

    MatchStatements(Match match, VehicleBid bid, BidLimit prosumer, BidLimit vehicle) {
        this.match = match;
        this.bid = bid;
        this.prosumer = prosumer;
        this.vehicle = vehicle;
    }

    /** Whether they decide the match, and no reading. */
    boolean areThere() {
        return ofHome != null || refusal != null;
    }

    /** @param registers what the meter of the EV's charger signed, if it stands before */
    void add(ExchangeStatement said, Optional<SignedRegisters> registers) {
        Refuse.when(refusal != null || due != null, "what was exchanged is decided before it");
        Party next = ofHome == null ? match.prosumer() : match.vehicle();
        Refuse.when(
                ofVehicle != null || !said.party().equals(next),
                () -> "the home and then the EV of match " + match.id() + " sign what they exchanged, each once");
        StatedExchange.refuseUnlessPossible(said, match, bid, ofHome == null ? prosumer : vehicle);
        Refuse.when(
                said.records().isPresent() && !said.records().equals(registers.map(SignedRegisters::hash)),
                "it names other records than the meter of the EV's charger signed before it");
        if (ofHome == null) {
            ofHome = said;
        } else {
            ofVehicle = said;
        }
    }

    void add(ExchangeRefusal no) {
        Refuse.when(areThere(), "what was exchanged is decided before it");
        refusal = no;
    }

    /** Refuses an exchange that does not follow. */
    void next(Exchange exchange, Optional<SignedRegisters> registers) {
        Refuse.when(refusal != null, "nothing is settled of this match: a refusal stands before it");
        var expected = Refuse.ifMissing(due(registers).poll(), "the two statements lead to no more exchanges");
        Refuse.when(!expected.equals(exchange), () -> "the two statements lead to '" + expected.text() + "'");
    }

    /** Refuses a match of which something is missing. */
    void end(Optional<SignedRegisters> registers) {
        if (refusal == null) {
            var next = due(registers).peek();
            Refuse.when(next != null, () -> "'" + (next == null ? "" : next.text()) + "' is missing before it");
        }
    }

    private Queue<Exchange> due(Optional<SignedRegisters> registers) {
        if (due == null) {
            String missing =
                    "what home and EV of match " + match.id() + " signed, or why nothing is settled, is missing";
            due = new ArrayDeque<>(StatedExchange.of(
                    match,
                    bid,
                    new MatchLimits(prosumer, vehicle, registers),
                    Refuse.ifMissing(ofHome, () -> missing),
                    Refuse.ifMissing(ofVehicle, () -> missing)));
        }
        return due;
    }
}
