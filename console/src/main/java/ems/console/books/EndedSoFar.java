package ems.console.books;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

/**
 * What the page shows of the ended periods of a grid.
 *
 * @param rows of the latest ones, newest first
 * @param windows by EV, from its latest accepted bid
 * @param rules version that each of the latest periods was opened under
 */
public record EndedSoFar(
        List<EndedPeriodRow> rows,
        Map<VehicleId, OperableWindow> windows,
        Map<MatchingPeriod, String> rules,
        TotalsNow today) {

    /**
     * Start of the earliest of the latest periods that was opened under the version, without another version in between.
     *
     * @param running version by period, of those that have not ended, with the current one
     */
    public Optional<Instant> rulesSince(String version, MatchingPeriod current, Map<MatchingPeriod, String> running) {
        Optional<Instant> since = Optional.empty();
        var period = current;
        for (int i = 0; i < EndedPeriods.LOOKED_BACK; i++) {
            var opened = openedUnder(period, running);
            if (opened.isPresent() && !opened.get().equals(version)) {
                break;
            }
            since = opened.isPresent() ? Optional.of(period.start()) : since;
            period = period.previous();
        }
        return since;
    }

    private Optional<String> openedUnder(MatchingPeriod period, Map<MatchingPeriod, String> running) {
        return Optional.ofNullable(running.getOrDefault(period, rules.get(period)));
    }
}
