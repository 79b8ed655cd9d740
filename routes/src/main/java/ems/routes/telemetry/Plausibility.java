package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.MembersByPeriod;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Correction;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/**
 * Whether a well-formed message can be true. What is not believed never trades.
 *
 * <p>A message is late once its first sample's period has been measured: at the end of that period plus the grace. A late
 * reading is kept, and corrects what was settled; a late report of a vehicle is refused.
 */
public final class Plausibility {

    private final MembersByPeriod members;
    private final PrivateHomes privateHomes;
    private final Function<ProsumerId, Optional<Power>> ownBounds;
    private final PhysicalBounds bounds;
    private final Duration ahead;
    private final Duration grace;
    /** Most messages are taken from the same members as the one before. */
    private volatile @Nullable Heard heard;

    /** Whose messages of a period are taken. */
    private record Heard(GridMembers members, Set<ProsumerId> prosumers, Map<VehicleId, ElectricVehicle> vehicles) {

        static Heard of(GridMembers members) {
            return new Heard(members, Set.copyOf(members.prosumers()), members.vehiclesById());
        }
    }

    /** With what is usual of cars, chargers and homes. */
    public Plausibility(GridMembers members, Duration ahead, Duration grace) {
        this(MembersByPeriod.always(members), home -> Optional.empty(), PhysicalBounds.USUAL, ahead, grace);
    }

    /**
     * @param ownBounds most power of the homes for which it is known
     * @param ahead how far a sender's clock may run before ours
     * @param grace how long after a period's end its readings may come in
     */
    public Plausibility(
            MembersByPeriod members,
            Function<ProsumerId, Optional<Power>> ownBounds,
            PhysicalBounds bounds,
            Duration ahead,
            Duration grace) {
        this.members = members;
        this.privateHomes = new PrivateHomes(members);
        this.ownBounds = ownBounds;
        this.bounds = bounds;
        this.ahead = ahead;
        this.grace = grace;
    }

    /** A refusal's reason, a doubt, the word that it is a repeat, or none of them. */
    sealed interface Judgement {
        record Believed() implements Judgement {}

        record SeenBefore() implements Judgement {}

        /** Believed, after its first sample's period was measured: the market corrects what was settled. */
        record Late() implements Judgement {}

        record Doubted(String reason) implements Judgement {}

        /** Suspect, and kept: the market decides with what it knows. */
        record Kept(String reason) implements Judgement {}
    }

    private Heard heardAt(Instant at) {
        var now = members.heardIn(MatchingPeriod.containing(at));
        var known = heard;
        if (known == null || !known.members().equals(now)) {
            known = Heard.of(now);
            heard = known;
        }
        return known;
    }

    /** @throws IllegalArgumentException if it is no member then */
    ElectricVehicle vehicle(VehicleId id, Instant at) {
        var known = heardAt(at);
        var vehicle = known.vehicles().get(id);
        if (vehicle == null) {
            throw new IllegalArgumentException(stranger("vehicle '" + id + "'", id, known));
        }
        return vehicle;
    }

    boolean isMember(Party party, Instant at) {
        var known = heardAt(at);
        return party instanceof ProsumerId home
                ? known.prosumers().contains(home)
                : party instanceof VehicleId vehicle && known.vehicles().containsKey(vehicle);
    }

    private static String stranger(String sender, Party party, Heard known) {
        return known.members().former().contains(party)
                ? sender + " was revoked, and is no member of the grid at that time"
                : sender + " is not a member of the grid: an operator enrols it (./ems members enrol)";
    }

    Judgement of(MeterReading reading, Instant receivedAt, AcceptedMessages earlier) {
        return doubt(reading, receivedAt)
                .orElseGet(() -> isKnown(reading.prosumer(), reading.at(), earlier)
                        ? new Judgement.SeenBefore()
                        : late(reading, receivedAt));
    }

    /** A reading that may take the place of an earlier one. */
    Judgement ofCorrection(MeterReading reading, Instant receivedAt) {
        return doubt(reading, receivedAt).orElseGet(() -> late(reading, receivedAt));
    }

    private Optional<Judgement> doubt(MeterReading reading, Instant receivedAt) {
        var known = heardAt(reading.at());
        if (!known.prosumers().contains(reading.prosumer())) {
            return Optional.of(
                    new Judgement.Doubted(stranger("meter '" + reading.prosumer() + "'", reading.prosumer(), known)));
        }
        var most = ownBounds.apply(reading.prosumer()).orElse(bounds.home());
        if (higher(reading).milliwatts() > most.milliwatts()) {
            return Optional.of(new Judgement.Doubted(beyondConnection(reading, most)));
        }
        var lastSample = reading.end().minus(MatchingPeriod.SAMPLE);
        return isAhead(lastSample, receivedAt) ? Optional.of(ahead(lastSample, receivedAt)) : Optional.empty();
    }

    /** In whatever order a home's readings come in. */
    private Judgement late(MeterReading reading, Instant receivedAt) {
        if (!isMeasured(MatchingPeriod.containing(reading.at()), receivedAt)) {
            return new Judgement.Believed();
        }
        var earliest = receivedAt.minus(Correction.LONGEST);
        return reading.at().isBefore(earliest)
                ? new Judgement.Doubted("late: a reading of " + reading.at() + " came in at " + receivedAt
                        + ", and no period before " + earliest + " is corrected any more")
                : new Judgement.Late();
    }

    /** Whether the period's exchange is measured at this time: readings that come in later are late. */
    boolean isMeasured(MatchingPeriod period, Instant now) {
        return !now.isBefore(measured(period));
    }

    private Instant measured(MatchingPeriod period) {
        return period.end().plus(grace);
    }

    Judgement of(VehicleStatus status, Instant receivedAt, AcceptedMessages earlier) {
        var known = heardAt(status.at());
        var vehicle = known.vehicles().get(status.vehicle());
        if (vehicle == null) {
            return new Judgement.Doubted(stranger("vehicle '" + status.vehicle() + "'", status.vehicle(), known));
        }
        if (above(status.driven(), vehicle)) {
            return beyondBattery("driven_kwh", status.driven(), vehicle);
        }
        if (status.stored().isPresent() && above(status.stored().get(), vehicle)) {
            return beyondBattery("stored_kwh", status.stored().get(), vehicle);
        }
        return inOrder(status, receivedAt, earlier);
    }

    private String beyondConnection(MeterReading reading, Power most) {
        return "suspect: " + power(reading) + " is above the " + kilowatts(most) + " kW that "
                + (isBound(reading.prosumer())
                        ? "home " + reading.prosumer() + " is enrolled with"
                        : "a home has at most; a home that has more is enrolled with its own bound")
                + "; send the mean power, not a meter's register, and mind W and kW";
    }

    /** In words: the higher one of production and consumption. */
    static String power(MeterReading reading) {
        boolean produces = reading.production().equals(higher(reading));
        return (produces ? "production" : "consumption") + " of " + kilowatts(higher(reading)) + " kW at "
                + reading.at();
    }

    static Power higher(MeterReading reading) {
        return reading.production().milliwatts() >= reading.consumption().milliwatts()
                ? reading.production()
                : reading.consumption();
    }

    static String kilowatts(Power power) {
        return power.toKilowatts().stripTrailingZeros().toPlainString();
    }

    /** Whether the home has a bound of its own. */
    boolean isBound(ProsumerId home) {
        return ownBounds.apply(home).isPresent();
    }

    PrivateHomes privateHomes() {
        return privateHomes;
    }

    PhysicalBounds bounds() {
        return bounds;
    }

    private Judgement inOrder(VehicleStatus status, Instant receivedAt, AcceptedMessages earlier) {
        var at = status.at();
        if (isAhead(at, receivedAt)) {
            return ahead(at, receivedAt);
        }
        if (isKnown(status.vehicle(), at, earlier)) {
            return new Judgement.SeenBefore();
        }
        var measured = measured(MatchingPeriod.containing(at));
        if (!receivedAt.isBefore(measured)) {
            return new Judgement.Doubted("late: a message of " + at + ", whose period was measured at " + measured
                    + ", came in at " + receivedAt);
        }
        // one that lies ahead was taken while a clock was wrong: nothing is measured against it
        var latest = earlier.latest(status.vehicle()).filter(known -> !isAhead(known, receivedAt));
        return latest.isPresent() && !at.isAfter(latest.get())
                ? new Judgement.Doubted("regressing: a message of " + at + " after one of " + latest.get())
                : new Judgement.Believed();
    }

    private boolean isAhead(Instant lastSample, Instant receivedAt) {
        return lastSample.isAfter(receivedAt.plus(ahead));
    }

    private Judgement ahead(Instant lastSample, Instant receivedAt) {
        return new Judgement.Doubted("in the future: a sample starts at " + lastSample + ", more than "
                + ahead.toSeconds() + " s after it came in at " + receivedAt);
    }

    private static boolean isKnown(Party sender, Instant at, AcceptedMessages earlier) {
        var latest = earlier.latest(sender);
        return latest.isPresent() && !at.isAfter(latest.get()) && (at.equals(latest.get()) || earlier.has(sender, at));
    }

    private static boolean above(Energy energy, ElectricVehicle vehicle) {
        return energy.compareTo(vehicle.capacity()) > 0;
    }

    private static Judgement beyondBattery(String field, Energy energy, ElectricVehicle vehicle) {
        return new Judgement.Doubted(field + " " + energy.toKilowattHours() + " kWh is above the battery's capacity of "
                + vehicle.capacity().toKilowattHours() + " kWh");
    }
}
