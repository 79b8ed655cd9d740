package ems.features.crash;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.PeriodOpened;

/** One block of the ledger. */
record SealedPeriod(MatchingPeriod period, String hash, List<Entry> entries) {

    private static final Pattern FIRST_SKIPPED = Pattern.compile("skipped.* from (\\S+) on: .*");

    /** @param entries filled by the reader */
    static SealedPeriod of(String blockLine, List<Entry> entries) {
        String[] fields = blockLine.split("\\|");
        return new SealedPeriod(new MatchingPeriod(Instant.parse(fields[2])), fields[fields.length - 1], entries);
    }

    <E extends Entry> List<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A block is sealed when its period has ended: one that was opened and not abandoned is settled, if only for nothing. */
    boolean isSettled() {
        return !all(PeriodOpened.class).isEmpty() && all(Abandonment.class).isEmpty();
    }

    /** The periods that this block says were not settled: its own, and those before it that its reason names. */
    List<MatchingPeriod> skipped() {
        return all(Abandonment.class).stream()
                .flatMap(abandoned ->
                        Stream.iterate(firstSkipped(abandoned), each -> !period.isBefore(each), MatchingPeriod::next))
                .toList();
    }

    private MatchingPeriod firstSkipped(Abandonment abandoned) {
        var first = FIRST_SKIPPED.matcher(abandoned.reason());
        return first.matches() ? new MatchingPeriod(Instant.parse(first.group(1))) : period;
    }
}
