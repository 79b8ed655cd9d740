package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.ocmf.RegisterBounds;
import ems.market.period.MatchSettlement;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;

/** A match and what it exchanged: each sample within room, available energy, charger and least power of the bid. */
final class MatchExchanges {

    private final Match match;
    private final VehicleBid bid;
    private final List<Exchange> exchanges = new ArrayList<>(MatchingPeriod.SAMPLES);
    private final MatchStatements statements;
    private Optional<SignedRegisters> registers = Optional.empty();
    private boolean isPrivate;
    private int lastSample = -1;
    private Energy held;
    private BidLimit leftToProsumer;
    private BidLimit leftToVehicle;

    /**
     * @param prosumer the most that the prosumer signed for
     * @param vehicle the most that the EV signed for
     */
    MatchExchanges(Match match, VehicleBid bid, BidLimit prosumer, BidLimit vehicle) {
        this.match = match;
        this.leftToProsumer = prosumer;
        this.leftToVehicle = vehicle;
        this.bid = bid;
        this.held = bid.inventory().energy();
        this.statements = new MatchStatements(match, bid, prosumer, vehicle);
    }

    /** What both signed decides it, and no reading. */
    void mustBeStated() {
        isPrivate = true;
    }

    Match match() {
        return match;
    }

    /** No more moves than went through the registers of the charger's meter. */
    void measured(SignedRegisters signed) {
        Refuse.when(
                registers.isPresent() || !exchanges.isEmpty() || statements.areThere(),
                "its match was measured before");
        RegisterBounds.check(signed);
        leftToVehicle = leftToVehicle.and(signed.limit());
        registers = Optional.of(signed);
    }

    void state(ExchangeStatement said) {
        Refuse.when(!exchanges.isEmpty(), "what was exchanged stands before it");
        statements.add(said, registers);
    }

    void refuse(ExchangeRefusal no) {
        Refuse.when(!exchanges.isEmpty() || registers.isPresent(), "what was exchanged stands before it");
        statements.add(no);
    }

    void add(Exchange exchange) {
        if (exchange.sample() <= lastSample || exchange.sample() >= MatchingPeriod.SAMPLES) {
            throw new IllegalArgumentException(
                    "sample " + exchange.sample() + " is outside [" + (lastSample + 1) + ", 5]");
        }
        lastSample = exchange.sample();
        if (isPrivate || statements.areThere()) {
            statements.next(exchange, registers);
        }
        refuseMoreThanAllowed(exchange);
        refuseLessThanPossible(exchange);
        leftToProsumer = leftToProsumer.ofProsumerAfter(exchange.flow(), exchange.energy());
        leftToVehicle = leftToVehicle.ofVehicleAfter(exchange.flow(), exchange.energy());
        held = exchange.flow() == Flow.STORED ? held.plus(exchange.energy()) : held.minus(exchange.energy());
        var available = bid.window().available(held);
        if (!exchange.availableAfter().equals(available)) {
            throw new IllegalArgumentException("available after it are " + available.millijoules() + " mJ");
        }
        exchanges.add(exchange);
    }

    private void refuseMoreThanAllowed(Exchange exchange) {
        boolean stored = exchange.flow() == Flow.STORED;
        var most = stored
                ? bid.roomWhenHolding(held, MatchingPeriod.SAMPLE)
                : bid.availableWhenHolding(held, MatchingPeriod.SAMPLE);
        most = most.min(BidLimit.most(exchange.flow(), leftToProsumer, leftToVehicle));
        if (exchange.energy().isZero() || exchange.energy().compareTo(most) > 0) {
            throw new IllegalArgumentException("the EV may " + (stored ? "store" : "release")
                    + " more than 0 and at most " + most.millijoules() + " mJ in this sample");
        }
    }

    /** What a charger told may be less than the EV's least power, and says so. */
    private void refuseLessThanPossible(Exchange exchange) {
        boolean possible = bid.canMove(exchange.flow(), exchange.energy(), MatchingPeriod.SAMPLE);
        if (possible == exchange.toldByCharger()) {
            var least = bid.least(exchange.flow(), MatchingPeriod.SAMPLE).millijoules();
            throw new IllegalArgumentException(
                    possible
                            ? "it names the charger, and is not below the EV's least of " + least + " mJ in a sample"
                            : "the EV moves nothing or at least " + least
                                    + " mJ in a sample, unless its charger told of less");
        }
    }

    /** What must be booked. */
    List<Entry> settlement() {
        if (isPrivate || statements.areThere()) {
            statements.end(registers);
        }
        return MatchSettlement.match(match, exchanges, bid.inventory());
    }
}
