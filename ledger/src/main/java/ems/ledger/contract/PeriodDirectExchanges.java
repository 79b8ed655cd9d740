package ems.ledger.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import ems.market.direct.DirectSettlement;
import ems.market.record.BidLimit;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.LeftToMove;
import ems.market.record.MatchId;

/** Pairs of homes from exchange to booking: no more than both signed for, and what is booked follows from what was exchanged. */
final class PeriodDirectExchanges {

    private final Map<MatchId, Pair> pairs = new LinkedHashMap<>();
    private @Nullable Queue<DirectLine> due;

    /**
     * @param seller the most that the seller signed for
     * @param buyer the most that the buyer signed for
     */
    void add(DirectMatch match, BidLimit seller, BidLimit buyer) {
        pairs.put(match.id(), new Pair(match, new LeftToMove(seller, buyer)));
    }

    void exchange(DirectExchange exchange) {
        Refuse.ifMissing(pairs.get(exchange.match()), () -> "this period has no pair of homes " + exchange.match())
                .add(exchange);
    }

    void settle(DirectLine line) {
        var expected = Refuse.ifMissing(due().poll(), "the exchanges of homes leave nothing more to settle");
        Refuse.when(!expected.equals(line), () -> "the exchanges and prices lead to '" + expected.text() + "'");
    }

    boolean isSettled() {
        return due != null;
    }

    void refuseUnsettled() {
        var next = due().peek();
        Refuse.when(next != null, () -> "'" + (next == null ? "" : next.text()) + "' is missing after it");
    }

    private Queue<DirectLine> due() {
        if (due == null) {
            Queue<DirectLine> all = new ArrayDeque<>();
            pairs.values()
                    .forEach(pair ->
                            DirectSettlement.of(pair.match, pair.exchanges).ifPresent(all::add));
            due = all;
        }
        return due;
    }

    private static final class Pair {

        private final DirectMatch match;
        private final List<DirectExchange> exchanges = new ArrayList<>();
        private LeftToMove left;
        private int lastSample = -1;

        Pair(DirectMatch match, LeftToMove left) {
            this.match = match;
            this.left = left;
        }

        void add(DirectExchange exchange) {
            Refuse.when(
                    exchange.sample() <= lastSample,
                    () -> "sample " + exchange.sample() + " is outside [" + (lastSample + 1) + ", 5]");
            var most = left.most();
            Refuse.when(
                    exchange.energy().compareTo(most) > 0,
                    () -> "the two signed for no more than " + most.millijoules() + " mJ from this sample on");
            lastSample = exchange.sample();
            left = left.after(exchange.energy());
            exchanges.add(exchange);
        }
    }
}
