package ems.market.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;

/**
 * What a pair of an earlier period moved in each sample, as readings say that came in or were changed after that period had
 * been settled. It takes the place of what was known before; the period's own entries stay. What it changes is booked in the
 * period that records it, as far as the EV's inventory of that period allows.
 *
 * @param match of the earlier period
 * @param samples six: a surplus was stored by the EV, a demand was released by it
 * @param stored energy that is booked as stored in all, by the earlier period and by its corrections up to this one
 * @param released energy that is booked as released in all
 * @param releasedValue value that left the EV's inventory with the energy released in all
 * @param window the rule that says how late a reading may be
 */
public record Correction(
        MatchId match,
        ProsumerId prosumer,
        VehicleId vehicle,
        List<NetEnergy> samples,
        Energy stored,
        Energy released,
        Money releasedValue,
        RuleReference window)
        implements Entry {

    /** No table accepts a later reading. */
    public static final Duration LONGEST = Duration.ofDays(31);

    public Correction {
        samples = List.copyOf(samples);
        if (samples.size() != MatchingPeriod.SAMPLES) {
            throw new IllegalArgumentException(
                    "a correction of " + samples.size() + " samples does not have " + MatchingPeriod.SAMPLES);
        }
    }

    /**
     * Energy that moved and is not booked, or is booked and did not move: the EV had no room for it any more, or held it no
     * longer.
     */
    public Energy unbooked() {
        return apart(sumStored(samples), stored).plus(apart(sumReleased(samples), released));
    }

    private static Energy apart(Energy moved, Energy booked) {
        return moved.minusOrZero(booked).plus(booked.minusOrZero(moved));
    }

    public boolean isBookedInFull() {
        return unbooked().isZero();
    }

    public static Energy sumStored(List<NetEnergy> samples) {
        return samples.stream().map(NetEnergy::surplus).reduce(Energy.ZERO, Energy::plus);
    }

    public static Energy sumReleased(List<NetEnergy> samples) {
        return samples.stream().map(NetEnergy::demand).reduce(Energy.ZERO, Energy::plus);
    }

    /** Six samples, from what was exchanged in some of them. */
    public static List<NetEnergy> samples(List<Exchange> exchanges) {
        List<NetEnergy> samples = new ArrayList<>(Collections.nCopies(MatchingPeriod.SAMPLES, NetEnergy.BALANCED));
        exchanges.forEach(
                exchange -> samples.set(exchange.sample(), exchange.flow().of(exchange.energy())));
        return samples;
    }

    public static Correction readFrom(EntryReader line) {
        return new Correction(
                new MatchId(line.text()),
                new ProsumerId(line.text()),
                new VehicleId(line.text()),
                readSamples(line),
                line.energy(),
                line.energy(),
                line.money(),
                RuleReference.readFrom(line));
    }

    /** Six numbers, in mJ: above 0 stored, below 0 released. */
    public static List<NetEnergy> readSamples(EntryReader line) {
        List<NetEnergy> samples = new ArrayList<>(MatchingPeriod.SAMPLES);
        for (int i = 0; i < MatchingPeriod.SAMPLES; i++) {
            samples.add(NetEnergy.ofMillijoules(line.number()));
        }
        return samples;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.CORRECTION;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.spelled()).text(prosumer.spelled()).text(vehicle.spelled());
        samples.forEach(sample -> line.number(sample.toMillijoules()));
        line.energy(stored).energy(released).money(releasedValue);
        window.writeTo(line);
    }
}
