package ems.study.whatif;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/** A market that stood still for hours: its ledger still holds when each EV bid last. */
class WhatIfAfterAGapTest {

    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final VehicleId CAR = new VehicleId("EV1");
    private static final int GAP = 125;
    private static final int BACK = 131;

    private final PaperGrid grid =
            PaperGrid.of(List.of(HOME), PaperGrid.car(CAR)).opened(Energy.ofKilowattHours("40"));

    private void run(int number, boolean pluggedIn) {
        var key = PaperGrid.period(number);
        grid.reported(CAR, key.period().start(), pluggedIn, Energy.ZERO, Optional.empty());
        grid.measured(HOME, key, PaperGrid.surplus("0.005"));
        grid.run(key);
    }

    @Test
    void what_a_car_held_more_than_a_week_ago_counts() {
        run(0, true);
        int back = 10 * 1_440;
        run(back, false);
        var held = grid.journal().inventory(PaperGrid.GRID, CAR).orElseThrow();
        assertThat(held.energy()).as("it traded").isGreaterThan(Energy.ofKilowattHours("40"));
        var from = PaperGrid.period(back).period();
        var wish = new WhatIfWish(
                WhatIfMode.DAY, from, from.next(), new PaperRules(), List.of(), version -> List.of(), changed -> {});
        var result = RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish, (done, total, period) -> {});
        assertThat(result.day().orElseThrow().trades().batteriesNow()).isEqualTo(held.value());
    }

    @Test
    void a_bid_from_before_two_hours_without_records_counts() {
        run(0, true);
        for (int number = GAP; number < BACK; number++) {
            run(number, false);
        }
        run(BACK, true);
        var bid = grid.journal().read(PaperGrid.period(BACK)).first(VehicleBid.class);
        assertThat(bid.orElseThrow().permission().mayRelease()).isTrue();
        var from = PaperGrid.period(BACK).period();
        var wish = new WhatIfWish(
                WhatIfMode.LIMITS, from, from.next(), new PaperRules(), List.of(), version -> List.of(), changed -> {});
        var result = RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish, (done, total, period) -> {});
        assertThat(result.bids()).isEqualTo(1);
        assertThat(result.minutes().orElseThrow().changedMinutes()).isZero();
    }
}
