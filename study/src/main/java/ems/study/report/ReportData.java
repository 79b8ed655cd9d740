package ems.study.report;

import java.util.List;
import java.util.Optional;

import ems.study.result.FollowedTrade;
import ems.study.result.VehicleDay;

/**
 * Everything the report shows. An empty list or an empty option leaves its part of the page out.
 *
 * @param netPower figure 5, one per prosumer, in the order to show
 * @param runs figures 6 and 7 and the summary of runs: scenarios in the order of the figures' axes
 * @param tables tables I to III
 * @param vehicleDay one EV's day in one run
 * @param energy energy of the followed run: what came in and what became of it
 * @param money money of the followed run: what was paid and what was received
 * @param lost what greedy pairs would have lost in the course of the followed run
 * @param trade one match of the followed run, from meter to block
 */
public record ReportData(
        Setting setting,
        List<NetPower> netPower,
        List<Run> runs,
        Tables tables,
        Optional<VehicleDay> vehicleDay,
        Optional<EnergyClosure> energy,
        Optional<MoneyClosure> money,
        Optional<LostOverTime> lost,
        Optional<FollowedTrade> trade,
        Optional<LedgerExport> ledger) {

    public ReportData {
        netPower = List.copyOf(netPower);
        runs = List.copyOf(runs);
    }
}
