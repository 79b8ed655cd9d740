package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.Abandonment;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

/**
 * A match of a period that has ended, what its period recorded around it, and what is booked of it up to now.
 *
 * @param limits what the two signed for, and what the charger's meter signed in its period
 * @param samples what the pair moved in each, as far as it is known: a surplus was stored, a demand released
 * @param stored energy booked as stored
 * @param released energy booked as released
 * @param releasedValue value that left the EV's inventory with it
 */
public record BookedMatch(
        Match match,
        VehicleBid bid,
        MatchLimits limits,
        List<NetEnergy> samples,
        Energy stored,
        Energy released,
        Money releasedValue) {

    /**
     * As its period settled it; empty if the period has no such match, was abandoned, so that nothing is booked of it, or the home was
     * private, so that no reading alters what both signed.
     */
    public static Optional<BookedMatch> of(PeriodRecord period, MatchId id) {
        return period.first(Abandonment.class).isPresent() || period.isPrivate(id)
                ? Optional.empty()
                : period.match(id).map(match -> of(period, match));
    }

    private static BookedMatch of(PeriodRecord period, Match match) {
        var samples = Correction.samples(period.exchanges(match.id()));
        var releasedValue = period.all(SettlementLine.class).stream()
                .filter(line -> line.match().equals(match.id()) && line.flow() == Flow.RELEASED)
                .map(SettlementLine::bookValue)
                .reduce(Money.ZERO, Money::plus);
        return new BookedMatch(
                match,
                period.bid(match.vehicle()).orElseThrow(),
                MatchLimits.of(period, match, period.registers(match.id())),
                samples,
                Correction.sumStored(samples),
                Correction.sumReleased(samples),
                releasedValue);
    }

    /** As a correction since then has it. */
    public BookedMatch after(Correction correction) {
        return after(correction.samples(), correction.stored(), correction.released(), correction.releasedValue());
    }

    /** As corrections since then have it. */
    public BookedMatch after(
            List<NetEnergy> known, Energy storedInAll, Energy releasedInAll, Money releasedValueInAll) {
        return new BookedMatch(match, bid, limits, known, storedInAll, releasedInAll, releasedValueInAll);
    }

    /** What the pair exchanges if this is what was measured in each sample; nothing where that is not known. */
    List<Exchange> exchanges(List<Optional<SampleNet>> nets) {
        return ExchangeMeasurement.of(match, bid, limits, nets);
    }

    /**
     * What other samples lead to: the correction, at most a line for each direction, and the EV's inventory after them. The
     * energy that the EV takes in comes before the energy that it gives.
     *
     * @param known what the pair moved in each sample, as it is known now
     * @param today what the EV holds
     * @param capacity the most that it can hold
     */
    public List<Entry> corrected(List<NetEnergy> known, EnergyInventory today, Energy capacity, RuleReference window) {
        var booking = new CorrectionBooking(this, today, capacity);
        booking.book(Correction.sumStored(known), Correction.sumReleased(known));
        return entries(known, booking, window);
    }

    /**
     * What a correction leads to that books as much as this one says, for somebody who does not know how much the EV can hold.
     *
     * @param today what the EV holds
     * @throws IllegalArgumentException if the period allowed no such samples, or it books more than they are
     */
    public List<Entry> correctedAs(Correction said, EnergyInventory today) {
        refuseUnlessPossible(said.samples());
        refuseUnlessBetween(said.stored(), stored, Correction.sumStored(said.samples()));
        refuseUnlessBetween(said.released(), released, Correction.sumReleased(said.samples()));
        var booking = new CorrectionBooking(this, today, new Energy(Long.MAX_VALUE));
        booking.book(said.stored(), said.released());
        return entries(said.samples(), booking, said.window());
    }

    private static void refuseUnlessBetween(Energy booked, Energy one, Energy other) {
        if (booked.compareTo(one.min(other)) < 0 || booked.compareTo(one) > 0 && booked.compareTo(other) > 0) {
            throw new IllegalArgumentException("it books " + booked.millijoules() + " mJ in all, which is not between "
                    + one.millijoules() + " mJ and " + other.millijoules() + " mJ");
        }
    }

    /**
     * A correction does not say which of its samples a charger told of: less than the EV's least power is taken as told.
     *
     * @throws IllegalArgumentException if the bids of the two do not allow what they are said to have moved
     */
    public void refuseUnlessPossible(List<NetEnergy> moved) {
        var possible = Correction.samples(exchanges(
                moved.stream().map(net -> Optional.of(new SampleNet(net, true))).toList()));
        for (int i = 0; i < moved.size(); i++) {
            if (!moved.get(i).equals(possible.get(i))) {
                throw new IllegalArgumentException("sample " + i + " with "
                        + moved.get(i).toMillijoules() + " mJ is outside what its period allowed: "
                        + possible.get(i).toMillijoules() + " mJ");
            }
        }
    }

    private List<Entry> entries(List<NetEnergy> known, CorrectionBooking booking, RuleReference window) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Correction(
                match.id(),
                match.prosumer(),
                match.vehicle(),
                known,
                booking.stored(),
                booking.released(),
                booking.releasedValue(),
                window));
        List<CorrectionLine> lines = booking.lines();
        entries.addAll(lines);
        if (!lines.isEmpty()) {
            entries.add(new InventoryEntry(match.vehicle(), Cause.CORRECTED, booking.inventory()));
        }
        return entries;
    }
}
