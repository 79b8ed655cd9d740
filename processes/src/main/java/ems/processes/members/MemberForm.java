package ems.processes.members;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.key.Ed25519Key;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.AgentKey;
import ems.market.record.MembershipOrder.Change;
import ems.processes.operations.Reason;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberProfile;

/**
 * An order about a member, read from its form.
 *
 * @param bidKey empty: one is to be made, or the member signs nothing
 * @param profile of an enrolment
 */
record MemberForm(Reason reason, MatchingPeriod from, Optional<AgentKey> bidKey, Optional<MemberProfile> profile) {

    private static final Duration LATEST = Duration.ofDays(31);

    /**
     * @param now the period that runs
     * @param usual what stored energy costs that nobody states a cost of
     * @param keysAreMade whether the installation signs for members that bring no key
     * @throws jakarta.ws.rs.WebApplicationException if fields are wrong; names each
     */
    static MemberForm read(
            Change change,
            Party party,
            @Nullable MemberWish wish,
            MatchingPeriod now,
            Price usual,
            boolean keysAreMade) {
        var form = wish == null ? new MemberWish(null, null, null, null, null, null, null, null, null) : wish;
        var faults = new FieldFaults();
        var reason = faults.read("reason", () -> Reason.given(form.reason()));
        var from = faults.read("from", () -> from(form.from(), change, now));
        var key = Optional.ofNullable(form.key())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> faults.read("key", () -> key(party, text)));
        if (change == Change.KEY && form.key() == null && !keysAreMade) {
            faults.add("key", "is missing: nobody signs in this installation for the members of this grid");
        }
        var profile = change == Change.ENROL ? profile(party, form, usual, faults) : Optional.<MemberProfile>empty();
        if (change == Change.REVOKE && form.key() != null) {
            faults.add("key", "a revocation takes no key");
        }
        faults.refuseIfAny();
        return new MemberForm(reason.orElseThrow(), from.orElseThrow(), key, profile);
    }

    private static MatchingPeriod from(@Nullable String text, Change change, MatchingPeriod now) {
        var earliest = MemberOrder.earliest(change, now);
        if (text == null || text.isBlank()) {
            return earliest;
        }
        MatchingPeriod from;
        try {
            from = new MatchingPeriod(Instant.parse(text.strip()));
        } catch (DateTimeParseException | IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no start of a period: a whole minute in UTC like " + earliest, no);
        }
        if (from.isBefore(earliest) || from.start().isAfter(now.start().plus(LATEST))) {
            throw new IllegalArgumentException(from + " is not between " + earliest
                    + ", the earliest that the ledger can know of it, and 31 days from now: choose a later period");
        }
        return from;
    }

    private static AgentKey key(Party party, String text) {
        return new AgentKey(party, AgentKey.BIDS, Ed25519Key.parse(text).text());
    }

    private static Optional<MemberProfile> profile(Party party, MemberWish form, Price usual, FieldFaults faults) {
        if (!(party instanceof VehicleId vehicle)) {
            refuse(faults, "capacity_kwh", form.capacity_kwh(), "a home has no battery");
            refuse(faults, "charger_kw", form.charger_kw(), "a home has no charger");
            var most = power(faults, "most_kw", form.most_kw());
            return Optional.of(MemberProfile.ofHome(most));
        }
        refuse(faults, "most_kw", form.most_kw(), "an EV has a charger, and no connection: say charger_kw");
        if (form.capacity_kwh() == null) {
            faults.add("capacity_kwh", "is missing: the capacity of the battery, in kWh");
        }
        var capacity = energy(faults, "capacity_kwh", form.capacity_kwh());
        var reserve = energy(faults, "reserve_kwh", form.reserve_kwh());
        var stored = energy(faults, "stored_kwh", form.stored_kwh());
        var charger = power(faults, "charger_kw", form.charger_kw());
        var stated = form.cost_p_per_kwh();
        var cost = stated == null
                ? Optional.of(usual)
                : faults.read("cost_p_per_kwh", () -> Price.ofPencePerKilowattHour(stated));
        if (capacity.isEmpty() || reserve.isEmpty() || stored.isEmpty() || cost.isEmpty()) {
            return Optional.empty();
        }
        if (capacity.get().isZero()) {
            faults.add("capacity_kwh", "is 0 kWh, and should be above");
            return Optional.empty();
        }
        within(faults, "reserve_kwh", reserve.get(), capacity.get());
        within(faults, "stored_kwh", stored.get(), capacity.get());
        return Optional.of(MemberProfile.of(
                new ElectricVehicle(vehicle, capacity.get(), reserve.get(), charger),
                EnergyInventory.boughtAt(cost.get(), stored.get())));
    }

    private static void within(FieldFaults faults, String field, Energy energy, Energy capacity) {
        if (energy.compareTo(capacity) > 0) {
            faults.add(
                    field,
                    "is " + energy.toKilowattHours() + " kWh, more than the battery's " + capacity.toKilowattHours()
                            + " kWh");
        }
    }

    private static void refuse(FieldFaults faults, String field, @Nullable BigDecimal value, String why) {
        if (value != null) {
            faults.add(field, why);
        }
    }

    private static Optional<Energy> energy(FieldFaults faults, String field, @Nullable BigDecimal kilowattHours) {
        return kilowattHours == null
                ? Optional.of(Energy.ZERO)
                : faults.read(field, () -> Energy.ofKilowattHours(kilowattHours));
    }

    private static Optional<Power> power(FieldFaults faults, String field, @Nullable BigDecimal kilowatts) {
        return kilowatts == null ? Optional.empty() : faults.read(field, () -> Power.ofKilowatts(kilowatts));
    }
}
