package ems.ledger.ocmf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import ems.ledger.key.Base64Url;
import ems.ledger.key.MeterKey;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;

/**
 * What signed records prove of a period: no more went through a register than from its last reading before the period to its first one
 * after it. Registers are told apart by meter and OBIS code; of several in one direction the least counts. A register that shows less
 * after the period than before it has begun anew, and bounds nothing.
 */
public final class RegisterBounds {

    private static final Comparator<Shown> LATEST = Comparator.comparing(
                    (Shown shown) -> shown.reading().time())
            .thenComparing(shown -> shown.reading().energy());

    private final MatchingPeriod period;
    private final Map<String, List<Shown>> registers = new LinkedHashMap<>();

    /** A reading, and the record that it stands in. */
    private record Shown(Ocmf record, OcmfReading reading) {}

    private record Bound(Shown before, Shown after) {

        Energy energy() {
            return after.reading().energy().minus(before.reading().energy());
        }
    }

    private RegisterBounds(MatchingPeriod period, List<Ocmf> records) {
        this.period = period;
        for (Ocmf record : records) {
            for (OcmfReading reading : record.readings()) {
                if (reading.isTimed()) {
                    registers
                            .computeIfAbsent(record.meter() + '|' + reading.register(), first -> new ArrayList<>())
                            .add(new Shown(record, reading));
                }
            }
        }
    }

    /**
     * The records among these that bound what moved in the period of the match.
     *
     * @param key of the meter, which signed all of them
     * @return empty if none do, or they are longer than a period records
     */
    public static Optional<SignedRegisters> of(Match match, List<Ocmf> records, MeterKey key) {
        var bounds = new RegisterBounds(match.id().period(), records);
        var stored = bounds.of(Flow.STORED);
        var released = bounds.of(Flow.RELEASED);
        Set<String> needed = new LinkedHashSet<>();
        Stream.of(stored, released)
                .flatMap(Optional::stream)
                .flatMap(bound -> Stream.of(bound.before(), bound.after()))
                .forEach(
                        shown -> needed.add(Base64Url.text(shown.record().text().getBytes(StandardCharsets.UTF_8))));
        return needed.isEmpty() || needed.stream().anyMatch(text -> text.length() > SignedRegisters.MOST_CHARACTERS)
                ? Optional.empty()
                : Optional.of(new SignedRegisters(
                        match.id(),
                        stored.map(Bound::energy),
                        released.map(Bound::energy),
                        key.algorithm(),
                        key.text(),
                        List.copyOf(needed)));
    }

    private Optional<Bound> of(Flow flow) {
        return registers.values().stream()
                .filter(shown ->
                        shown.get(0).reading().flow().filter(flow::equals).isPresent())
                .flatMap(shown -> bound(shown).stream())
                .min(Comparator.comparing(Bound::energy));
    }

    private Optional<Bound> bound(List<Shown> shown) {
        var before = shown.stream()
                .filter(each -> !each.reading().time().isAfter(period.start()))
                .max(LATEST);
        var after = shown.stream()
                .filter(each -> !each.reading().time().isBefore(period.end()))
                .min(LATEST);
        return before.flatMap(from -> after.map(to -> new Bound(from, to)))
                .filter(bound -> bound.after()
                                .reading()
                                .energy()
                                .compareTo(bound.before().reading().energy())
                        >= 0);
    }

    /**
     * Checks what an entry says by what it holds alone.
     *
     * @throws IllegalArgumentException if a record is not signed with the entry's key, or they show other than it says
     */
    public static void check(SignedRegisters said) {
        var key = MeterKey.parse(said.algorithm(), said.key());
        List<Ocmf> records = said.records().stream()
                .map(text -> new String(Base64Url.bytes(text, "a signed record"), StandardCharsets.UTF_8))
                .map(Ocmf::parse)
                .toList();
        for (int i = 0; i < records.size(); i++) {
            if (!records.get(i).isSignedBy(key)) {
                throw new IllegalArgumentException("its record " + (i + 1) + ", '"
                        + records.get(i).pagination() + "', is not signed with the key of the meter that it names");
            }
        }
        var bounds = new RegisterBounds(said.match().period(), records);
        var stored = bounds.of(Flow.STORED).map(Bound::energy);
        var released = bounds.of(Flow.RELEASED).map(Bound::energy);
        if (!stored.equals(said.stored()) || !released.equals(said.released())) {
            throw new IllegalArgumentException("its records show that " + words(stored) + " went into the EV and "
                    + words(released) + " came out of it at most");
        }
    }

    private static String words(Optional<Energy> energy) {
        return energy.map(known -> known.millijoules() + " mJ").orElse("an unknown amount");
    }
}
