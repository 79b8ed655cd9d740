package ems.study.whatif;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.fixture.PaperGrid;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.telemetry.Readings;
import ems.study.recorded.RecordedStep;
import ems.study.recorded.RerunPlugs;
import ems.study.recorded.SettledPeriods;
import ems.study.run.DirectPeriods;

/** The books of a grid on in-memory ports. */
record RecordedGrid(List<PeriodRecord> periods) implements SettledPeriods {

    static RecordedGrid of(PaperGrid grid) {
        return new RecordedGrid(grid.journal().all());
    }

    /** Asks these books, and runs periods again on what meters and cars of the grid reported. */
    static WhatIf whatIf(PaperGrid grid, SettledPeriods books) {
        return whatIf(grid, books, grid.telemetry());
    }

    static WhatIf whatIf(PaperGrid grid, SettledPeriods books, Readings readings) {
        return new WhatIf(
                books,
                grid.versions(),
                grid.roster(),
                new RerunPlugs(readings, PhysicalBounds.USUAL, new DirectPeriods()::takeThrough));
    }

    /** The same books, with another entry in the place of one. */
    RecordedGrid with(Entry was, Entry is) {
        return new RecordedGrid(periods.stream()
                .map(period -> new PeriodRecord(
                        period.key(),
                        period.steps().stream()
                                .map(step -> new StepRecord(
                                        step.step(),
                                        step.entries().stream()
                                                .map(entry -> entry.equals(was) ? is : entry)
                                                .toList()))
                                .toList()))
                .toList());
    }

    private Stream<PeriodRecord> in(MatchingPeriod from, MatchingPeriod before) {
        return periods.stream()
                .filter(record -> !record.key().period().isBefore(from)
                        && record.key().period().isBefore(before));
    }

    @Override
    public List<PeriodRecord> read(MatchingPeriod from, MatchingPeriod before) {
        return in(from, before).toList();
    }

    @Override
    public Optional<MatchingPeriod> latest(MatchingPeriod before) {
        return periods.stream()
                .map(record -> record.key().period())
                .filter(period -> period.isBefore(before))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Optional<Correction> correction(MatchId match, MatchingPeriod before) {
        return periods.stream()
                .filter(record -> record.key().period().isBefore(before))
                .flatMap(record -> record.all(Correction.class).stream())
                .filter(correction -> correction.match().equals(match))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Set<MatchId> corrected(MatchingPeriod from, MatchingPeriod before) {
        return periods.stream()
                .flatMap(record -> record.all(Correction.class).stream())
                .map(Correction::match)
                .filter(match ->
                        !match.period().isBefore(from) && match.period().isBefore(before))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<MatchingPeriod> correcting(MatchingPeriod from, MatchingPeriod before) {
        return in(from, before)
                .filter(record -> record.first(Correction.class).isPresent())
                .map(record -> record.key().period())
                .findFirst();
    }

    @Override
    public List<Entry> registrations(MatchingPeriod before) {
        return periods.stream()
                .filter(record -> record.key().period().isBefore(before))
                .flatMap(record -> RecordedStep.entries(record, Step.ENROL).stream())
                .toList();
    }
}
