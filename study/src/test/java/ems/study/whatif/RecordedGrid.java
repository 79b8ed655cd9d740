package ems.study.whatif;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.fixture.PaperGrid;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Revocation;

/** The books of a grid on in-memory ports. */
record RecordedGrid(List<PeriodRecord> periods) implements SettledPeriods {

    static RecordedGrid of(PaperGrid grid) {
        return new RecordedGrid(grid.journal().all());
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
    public List<Entry> registrations(MatchingPeriod before) {
        return periods.stream()
                .filter(record -> record.key().period().isBefore(before))
                .flatMap(PeriodRecord::entries)
                .filter(entry -> entry instanceof Enrolment || entry instanceof Revocation)
                .toList();
    }
}
