package ems.console.books;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.bill.BatteryFlows;
import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.record.VehicleBid;

/**
 * What is kept of an ended period once its record is put away.
 *
 * @param settled false: it was abandoned
 * @param row its row of the table, before anything is known of its block
 * @param flows of each EV that traded
 * @param windows where the stored energy of each EV with an accepted bid might move
 */
public record EndedPeriod(
        boolean settled,
        PeriodBooks books,
        EndedPeriodRow row,
        Map<VehicleId, BatteryFlows> flows,
        Map<VehicleId, OperableWindow> windows) {

    /**
     * @param usualForecaster strategy that forecasts when nothing breaks
     * @param usualMatcher algorithm that matches when nothing breaks
     */
    public static EndedPeriod of(PeriodRecord record, String usualForecaster, String usualMatcher) {
        var books = PeriodBooks.of(record);
        Map<VehicleId, OperableWindow> windows = new HashMap<>();
        Map<VehicleId, BatteryFlows> flows = new HashMap<>();
        record.all(SettlementLine.class)
                .forEach(line -> flows.merge((VehicleId) line.vehicle(), BatteryFlows.of(line), BatteryFlows::plus));
        record.all(VehicleBid.class).forEach(bid -> windows.put(bid.vehicle(), bid.window()));
        return new EndedPeriod(
                record.has(Step.SETTLE),
                books,
                EndedPeriodRow.of(record, books, usualForecaster, usualMatcher),
                flows,
                windows);
    }

    /** The row, with what is known of the block by now. */
    EndedPeriodRow row(Optional<Seal> seal, long anchoredHeight) {
        return seal.map(known -> row.sealed(known, anchoredHeight)).orElse(row);
    }
}
