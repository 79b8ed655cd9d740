package ems.ledger.contract;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.SettlementLine;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;

import static java.util.Objects.requireNonNull;

/** The matches of one period from exchange to booking: what is booked follows from what was exchanged. */
final class PeriodExchanges {

    private final Map<MatchId, MatchExchanges> matches = new LinkedHashMap<>();
    private @Nullable MatchExchanges last;
    private @Nullable Queue<Entry> due;

    void add(Match match, VehicleBid bid, BidLimit prosumer, BidLimit vehicle) {
        matches.put(match.id(), new MatchExchanges(match, bid, prosumer, vehicle));
    }

    /**
     * What the meter signed of a match stands before what it exchanged.
     *
     * @return the match
     */
    Match measured(SignedRegisters signed) {
        last = of(signed.match());
        last.measured(signed);
        return last.match();
    }

    /** Its home is private. */
    void mustBeStated(MatchId match) {
        of(match).mustBeStated();
    }

    /**
     * What a party signed of a match stands before what the match exchanged.
     *
     * @return the match
     */
    Match state(ExchangeStatement said) {
        last = of(said.match());
        last.state(said);
        return last.match();
    }

    /**
     * Nothing is settled of a match.
     *
     * @return the match
     */
    Match refuse(ExchangeRefusal no) {
        last = of(no.match());
        last.refuse(no);
        return last.match();
    }

    private MatchExchanges of(MatchId match) {
        return Refuse.ifMissing(matches.get(match), () -> "this period has no match " + match);
    }

    /** Those of a match stand together. */
    void exchange(Exchange exchange) {
        if (last == null || !last.match().id().equals(exchange.match())) {
            last = of(exchange.match());
        }
        last.add(exchange);
    }

    /** The match that the line is of. */
    Match settle(SettlementLine line) {
        refuseUnlessDue(line);
        return requireNonNull(matches.get(line.match())).match();
    }

    void settle(InventoryEntry booked) {
        refuseUnlessDue(booked);
    }

    private void refuseUnlessDue(Entry booked) {
        var expected = Refuse.ifMissing(due().poll(), "the exchanges leave nothing more to settle");
        if (!expected.equals(booked)) {
            throw new IllegalArgumentException("the exchanges and prices lead to '" + expected.text() + "'");
        }
    }

    boolean isSettled() {
        return due != null;
    }

    void refuseUnsettled() {
        var next = due().peek();
        if (next != null) {
            throw new IllegalArgumentException("'" + next.text() + "' is missing after it");
        }
    }

    private Queue<Entry> due() {
        if (due == null) {
            Queue<Entry> all = new ArrayDeque<>();
            matches.values().forEach(exchanges -> all.addAll(exchanges.settlement()));
            due = all;
        }
        return due;
    }
}
