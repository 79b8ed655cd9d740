package ems.study.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Percentage;
import ems.market.telemetry.Replayed;
import ems.market.telemetry.Replayed.RefusedRows;
import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.study.scenario.Scenario;
import ems.study.scenario.StudyData.Recorded;

/**
 * A scenario held against its data before any work is done: what is missing of whom, and why.
 *
 * @param missing samples of the study without a reading, by prosumer
 * @param alone of prosumers whose production comes from other rows or files than their consumption: what has no other half
 * @param prosumers what their files held
 * @param vehicles what their files held
 * @param shortOf cars whose driving is known for less than the week that sets their reserve, each with the last instant that is known
 * @param files names of the prosumers' files
 * @param interval that the scenario says of a prosumer's row
 * @param vehicleInterval that it says of a vehicle's row
 */
public record DataCheck(
        Scenario scenario,
        Map<ProsumerId, Long> missing,
        Map<ProsumerId, String> alone,
        List<Replayed> prosumers,
        List<Replayed> vehicles,
        Map<VehicleId, Optional<Instant>> shortOf,
        String files,
        Duration interval,
        Duration vehicleInterval) {

    private static final int REASONS_EACH = 3;

    /** @throws UnfitData if a study on this data would be one on crumbs, with all reasons */
    void refuseCrumbs() {
        var faults = faults();
        if (!faults.isEmpty()) {
            throw new UnfitData(files + " does not fit the scenario:\n  " + String.join("\n  ", faults));
        }
    }

    /** Why a study would not start, a sentence each; empty if it would. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        missing.forEach((prosumer, samples) -> missing(prosumer, samples).ifPresent(faults::add));
        if (!faults.isEmpty()) {
            faults.addAll(unreadable(prosumers));
            faults.addAll(unmet(prosumers));
        }
        for (ProsumerId prosumer : scenario.data().prosumers()) {
            seriesOf(prosumer.text(), prosumers).forEach(series -> addForm(series, interval, faults));
        }
        contradictions(prosumers).forEach(faults::add);
        contradictions(vehicles).forEach(faults::add);
        for (VehicleId vehicle : scenario.data().vehicles()) {
            if (isRecorded() && of(vehicle.text(), vehicles).isEmpty()) {
                faults.add(vehicle + " has no row that can be read" + reasons(vehicle.text(), vehicles));
            } else {
                refusedRows(vehicle).ifPresent(faults::add);
                shortDriving(vehicle).ifPresent(faults::add);
            }
            if (!scenario.vehicle().alwaysPlugged()) {
                seriesOf(vehicle.text(), vehicles).forEach(series -> {
                    addForm(series, vehicleInterval, faults);
                    drivesPluggedIn(series).ifPresent(faults::add);
                });
            }
        }
        return faults;
    }

    private Optional<String> shortDriving(VehicleId vehicle) {
        var known = shortOf.get(vehicle);
        return known == null
                ? Optional.empty()
                : Optional.of(vehicle + ": its rows go up to "
                        + known.map(Instant::toString).orElse("nowhere in this time")
                        + ", but the reserve is its driving until " + InputPreparation.reserveUntil(scenario)
                        + "; or set vehicle.window");
    }

    /** A row that cannot be read leaves a car as it was. */
    private Optional<String> refusedRows(VehicleId vehicle) {
        long refused = vehicles.stream()
                .flatMap(each -> each.refusals().stream())
                .filter(rows -> rows.party().equals(vehicle.text()) && !rows.contradiction())
                .mapToLong(RefusedRows::rows)
                .sum();
        long all = refused
                + seriesOf(vehicle.text(), vehicles).mapToLong(Series::rows).sum();
        return refused * 10_000 <= missingAtMost().hundredths() * all
                ? Optional.empty()
                : Optional.of(vehicle + ": " + refused + " of its " + all
                        + " rows are refused, and data.missing-at-most is "
                        + share(missingAtMost().hundredths(), 10_000)
                        + reasons(vehicle.text(), vehicles));
    }

    private boolean isRecorded() {
        return scenario.data() instanceof Recorded;
    }

    private Percentage missingAtMost() {
        return scenario.data() instanceof Recorded recorded ? recorded.missingAtMost() : Percentage.of(100);
    }

    private long samples() {
        return (long) scenario.periods() * MatchingPeriod.SAMPLES;
    }

    private Optional<String> missing(ProsumerId prosumer, long lacking) {
        boolean all = lacking == samples();
        if (!all && lacking * 10_000 <= missingAtMost().hundredths() * samples()) {
            return Optional.empty();
        }
        String name = prosumer.text();
        return Optional.of((all
                        ? files + " has no reading of " + name + " in [" + scenario.start() + ", " + scenario.end()
                                + ")"
                        : name + ": " + share(lacking, samples()) + " of its 10-second samples are missing, " + lacking
                                + " of " + samples() + ", and data.missing-at-most is "
                                + share(missingAtMost().hundredths(), 10_000))
                + of(name, prosumers).map(this::extent).orElse("")
                + (alone.containsKey(prosumer) ? "\n    " + alone.get(prosumer) : "")
                + reasons(name, prosumers));
    }

    private String extent(Series series) {
        return "; its rows in this time go from " + series.first() + " to " + series.last()
                + (series.gaps() == 0 ? "" : " with " + series.gaps() + " gaps")
                + (series.outside() == 0 ? "" : ", " + series.outside() + " others lie outside");
    }

    private static void addForm(Series series, Duration said, List<String> faults) {
        series.spacing()
                .filter(spacing -> !spacing.equals(said))
                .ifPresent(spacing -> faults.add(series.party() + ": rows are mostly " + words(spacing)
                        + " apart, and the scenario says interval: " + words(said)));
        series.rising()
                .forEach(column -> faults.add(series.party() + ": column '" + column + "' goes one way only in "
                        + series.rows() + " rows, as a meter's register does: say unit: kWh register or Wh register"));
    }

    /** A car that leaves within a row's interval drives in it, too; one that mostly drives at its charging point is misread. */
    private Optional<String> drivesPluggedIn(Series series) {
        return series.drivesPluggedIn() * 2 > series.drives()
                ? Optional.of(series.party() + ": drives in " + series.drives() + " rows, and in "
                        + series.drivesPluggedIn()
                        + " of these it is plugged in: name every word of the charging point's column that means away"
                        + places())
                : Optional.empty();
    }

    private String places() {
        return vehicles.stream()
                .flatMap(each -> each.unmet().stream())
                .filter(unmet -> unmet.party().isEmpty())
                .findFirst()
                .map(unmet -> "; " + inWords(unmet))
                .orElse("");
    }

    private static String inWords(Unmet unmet) {
        return "column '" + unmet.column() + "' never holds '" + unmet.word() + "'"
                + (unmet.instead().isEmpty()
                        ? ""
                        : ", but "
                                + unmet.instead().stream()
                                        .map(word -> "'" + word + "'")
                                        .collect(Collectors.joining(", ")));
    }

    private static List<String> contradictions(List<Replayed> replayed) {
        List<String> found = new ArrayList<>();
        for (Replayed each : replayed) {
            each.refusals().stream()
                    .filter(RefusedRows::contradiction)
                    .forEach(rows -> found.add(rows.party() + ": " + counted(rows)));
        }
        return found;
    }

    private static Optional<Series> of(String party, List<Replayed> replayed) {
        return seriesOf(party, replayed).findFirst();
    }

    /** One a file. */
    private static Stream<Series> seriesOf(String party, List<Replayed> replayed) {
        return replayed.stream()
                .flatMap(each -> each.series().stream())
                .filter(series -> series.party().equals(party));
    }

    /** The first refusals of the party's rows, each kind in a line of its own. */
    private static String reasons(String party, List<Replayed> replayed) {
        var reasons = new StringBuilder();
        replayed.stream()
                .flatMap(each -> each.unmet().stream())
                .filter(unmet -> unmet.party().equals(party))
                .forEach(unmet -> reasons.append("\n    ").append(inWords(unmet)));
        replayed.stream()
                .flatMap(each -> each.refusals().stream())
                .filter(rows -> rows.party().equals(party))
                .limit(REASONS_EACH)
                .forEach(rows -> reasons.append("\n    ").append(counted(rows)));
        return reasons.toString();
    }

    /** Kinds of rows of which not even the party could be read. */
    private static List<String> unreadable(List<Replayed> replayed) {
        return replayed.stream()
                .flatMap(each -> each.refusals().stream())
                .filter(rows -> rows.party().isEmpty())
                .limit(REASONS_EACH)
                .map(DataCheck::counted)
                .toList();
    }

    /** Words that are nobody's and stand in no row. */
    private static List<String> unmet(List<Replayed> replayed) {
        return replayed.stream()
                .flatMap(each -> each.unmet().stream())
                .filter(unmet -> unmet.party().isEmpty())
                .map(DataCheck::inWords)
                .distinct()
                .toList();
    }

    private static String counted(RefusedRows rows) {
        return rows.rows() == 1
                ? "one row is refused: " + rows.first()
                : rows.rows() + " rows are refused, the first: " + rows.first();
    }

    /** Sentences on the data that readers of the results should know first; empty for data without a flaw. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        missing.forEach((prosumer, lacking) -> {
            if (lacking * 100 > samples()) {
                notes.add(prosumer + ": " + share(lacking, samples())
                        + " of its samples are missing and count as nothing"
                        + reasons(prosumer.text(), prosumers));
            }
        });
        unreadable(prosumers).forEach(notes::add);
        unreadable(vehicles).forEach(notes::add);
        vehicles.stream()
                .flatMap(each -> each.refusals().stream())
                .filter(rows -> !rows.party().isEmpty())
                .forEach(rows -> notes.add(rows.party() + ": " + counted(rows)));
        alone.forEach((prosumer, words) -> notes.add(prosumer + ": " + words));
        notes.addAll(unmet(prosumers));
        if (isRecorded() && !scenario.vehicle().alwaysPlugged()) {
            notes.addAll(unmet(vehicles));
            vehicles.stream()
                    .flatMap(each -> each.series().stream())
                    .filter(series -> series.drivesPluggedIn() > 0)
                    .forEach(series -> notes.add(series.party() + ": in " + series.drivesPluggedIn() + " of the "
                            + series.drives() + " rows in which it drives it is plugged in"));
        }
        List<Series> homes =
                prosumers.stream().flatMap(each -> each.series().stream()).toList();
        homes.stream()
                .filter(series -> series.repeated() > 0)
                .forEach(series -> notes.add(series.party() + ": " + series.repeated()
                        + " rows repeat earlier ones and were passed over; if clocks went back there, name the zone with"
                        + " time.zone"));
        homes.stream()
                .filter(series -> series.nightDraws() > 0)
                .forEach(series -> notes.add(series.party() + ": in " + series.nightDraws()
                        + " rows production is slightly below zero; it counts as consumption"));
        return notes;
    }

    /** What was found in the rows of each party, a line each. */
    public String text() {
        var text = new StringBuilder();
        for (ProsumerId prosumer : scenario.data().prosumers()) {
            text.append(line(prosumer.text(), prosumers)).append('\n');
            text.append(reasonLines(prosumer.text(), prosumers));
        }
        for (VehicleId vehicle : scenario.data().vehicles()) {
            text.append(line(vehicle.text(), vehicles)).append('\n');
            text.append(reasonLines(vehicle.text(), vehicles));
        }
        return text.toString();
    }

    private static String line(String party, List<Replayed> replayed) {
        var found = seriesOf(party, replayed).map(DataCheck::words).toList();
        return party + ": " + (found.isEmpty() ? "no row" : String.join("; and ", found));
    }

    private static String words(Series series) {
        return series.rows() + " rows from " + series.first() + " to " + series.last()
                + series.spacing()
                        .map(spacing -> ", mostly " + words(spacing) + " apart")
                        .orElse("")
                + ", " + series.gaps() + " gaps, " + series.repeated() + " repeated, " + series.disordered()
                + " out of order, " + series.nightDraws() + " slightly negative, " + series.outside()
                + " outside the study's time";
    }

    private static String reasonLines(String party, List<Replayed> replayed) {
        String reasons = reasons(party, replayed);
        return reasons.isEmpty() ? "" : reasons.substring(1) + "\n";
    }

    private static String share(long part, long whole) {
        return BigDecimal.valueOf(part * 100)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " %";
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
