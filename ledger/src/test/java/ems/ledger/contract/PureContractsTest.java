package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.TradingPartners;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/** The same state, entries and period lead to the same writes, and leave what was before as it was. */
class PureContractsTest {

    private static final MatchingPeriod PERIOD = ReplayedMarket.PERIOD;
    private static final PeriodKey BLOCK = new PeriodKey(new GridId("home"), PERIOD);
    private static final ReplayedMarket MARKET = new ReplayedMarket(
            List.of(Bids.surplus("L1", 3), Bids.surplus("L2", 10), Bids.demand("L3", 6)),
            List.of(Bids.vehicle("EV1", 10, 6), Bids.vehicle("EV2", 2, 1)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    private final GridState before = enrolled();

    private static GridState enrolled() {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), MARKET.enrolled());
        return grid.state();
    }

    private static List<Entry> period() {
        List<Entry> entries = new ArrayList<>(MARKET.bids());
        entries.addAll(MARKET.matching(MARKET.optimal()));
        return entries;
    }

    private GridState play() {
        var block = before.next(BLOCK);
        period().forEach(block::next);
        return block.end();
    }

    @Test
    void aBlockLeadsToTheSameRootsHoweverOftenItRuns() {
        var roots = before.roots();
        var first = play();
        assertThat(play().roots()).isEqualTo(first.roots()).isNotEqualTo(roots);
        assertThat(before.roots()).isEqualTo(roots);
    }

    @Test
    void eachContractIsOneFunction() {
        var matching = new MatchingContract(SignatureCheck.EACH);
        var once = writes(matching);
        assertThat(writes(matching)).isEqualTo(once);
        assertThat(once)
                .containsEntry("bid|vehicle:EV1", new Held.Words(PERIOD.toString()))
                .containsEntry("bid|vehicle:EV2", new Held.Words(PERIOD.toString()));
        assertThat(before.matching().with(new TreeMap<>(once)).root())
                .isEqualTo(play().roots().matching());
    }

    private Map<String, Held> writes(Contract contract) {
        var execution = contract.on(before.matching(), before.registered(), BLOCK);
        period().forEach(execution::next);
        return execution.end();
    }

    @Test
    void whatABlockHoldsBackChangesTheRootOfThatContractOnly() {
        var block = before.next(BLOCK);
        MARKET.bids().forEach(block::next);
        MARKET.matching(MARKET.optimal()).forEach(block::next);
        var after = block.end().roots();
        assertThat(after.registry()).isEqualTo(before.roots().registry());
        assertThat(after.model()).isEqualTo(before.roots().model());
        assertThat(after.matching()).isNotEqualTo(before.roots().matching());
    }
}
