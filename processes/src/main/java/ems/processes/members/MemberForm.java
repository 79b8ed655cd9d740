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
import ems.market.party.LeastPower;
import ems.market.party.Party;
import ems.market.party.PlugPower;
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

    private static final String CHARGER = "charger_kw";
    private static final String LEAST_CHARGING = "least_charging_kw";
    private static final String LEAST_DISCHARGING = "least_discharging_kw";
    private static final Duration LATEST = Duration.ofDays(31);
    /** In kWh and in kW: more than any car, ship or home here has, and less than a small one has in Wh and W. */
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

    /**
     * What a form is held against.
     *
     * @param now the period that runs
     * @param usual what stored energy costs that nobody states a cost of
     * @param keysAreMade whether the installation signs for members that bring no key
     * @param books what the account of an EV holds that was here before
     * @param atCharger what may move at the charger where an EV stands, as far as a table of chargers says
     */
    record Known(
            MatchingPeriod now,
            Price usual,
            boolean keysAreMade,
            Optional<EnergyInventory> books,
            PlugPower atCharger) {}

    /**
     * @throws jakarta.ws.rs.WebApplicationException if fields are wrong; names each
     */
    static MemberForm read(Change change, Party party, @Nullable MemberWish wish, Known known) {
        var form = wish == null ? MemberWish.of(null, null, null) : wish;
        var faults = new FieldFaults();
        var reason = faults.read("reason", () -> Reason.given(form.reason()));
        var from = faults.read("from", () -> from(form.from(), change, known.now()));
        var key = Optional.ofNullable(form.key())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> faults.read("key", () -> key(party, text)));
        if (change == Change.KEY && form.key() == null && !known.keysAreMade()) {
            faults.add("key", "is missing: nobody signs in this installation for the members of this grid");
        }
        var profile = change == Change.ENROL ? profile(party, form, known, faults) : Optional.<MemberProfile>empty();
        if (change != Change.ENROL && change != Change.KEY && form.key() != null) {
            faults.add("key", "such an order takes no key");
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

    private static Optional<MemberProfile> profile(Party party, MemberWish form, Known known, FieldFaults faults) {
        if (!(party instanceof VehicleId vehicle)) {
            refuse(faults, "capacity_kwh", form.capacity_kwh(), "a home has no battery");
            refuse(faults, CHARGER, form.charger_kw(), "a home has no charger");
            refuse(faults, LEAST_CHARGING, form.least_charging_kw(), "a home has no charger");
            refuse(faults, LEAST_DISCHARGING, form.least_discharging_kw(), "a home has no charger");
            var most = power(faults, "most_kw", form.most_kw());
            return Optional.of(MemberProfile.ofHome(most));
        }
        refuse(faults, "most_kw", form.most_kw(), "an EV has a charger, and no connection: say charger_kw");
        known.books().ifPresent(books -> {
            var why = "the EV was here before, and goes on from " + inWords(books.energy());
            refuse(faults, "stored_kwh", form.stored_kwh(), why);
            refuse(faults, "cost_p_per_kwh", form.cost_p_per_kwh(), why);
        });
        if (form.capacity_kwh() == null) {
            faults.add("capacity_kwh", "is missing: the capacity of the battery, in kWh");
        }
        var capacity = energy(faults, "capacity_kwh", form.capacity_kwh());
        var reserve = energy(faults, "reserve_kwh", form.reserve_kwh());
        var stored = energy(faults, "stored_kwh", form.stored_kwh());
        var plug = plug(faults, form, known.atCharger());
        var stated = form.cost_p_per_kwh();
        var cost = stated == null
                ? Optional.of(known.usual())
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
        known.books()
                .map(EnergyInventory::energy)
                .filter(held -> held.compareTo(capacity.get()) > 0)
                .ifPresent(held -> faults.add(
                        "capacity_kwh",
                        "is " + inWords(capacity.get()) + ", less than the EV goes on from: " + inWords(held)));
        var joining = faults.read("cost_p_per_kwh", () -> EnergyInventory.boughtAt(cost.get(), stored.get()));
        return joining.map(inventory ->
                MemberProfile.of(new ElectricVehicle(vehicle, capacity.get(), reserve.get(), plug), inventory));
    }

    private static void within(FieldFaults faults, String field, Energy energy, Energy capacity) {
        if (energy.compareTo(capacity) > 0) {
            faults.add(field, "is " + inWords(energy) + ", more than the battery's " + inWords(capacity));
        }
    }

    static String inWords(Energy energy) {
        return energy.toKilowattHours().stripTrailingZeros().toPlainString() + " kWh";
    }

    private static void refuse(FieldFaults faults, String field, @Nullable BigDecimal value, String why) {
        if (value != null) {
            faults.add(field, why);
        }
    }

    private static Optional<Energy> energy(FieldFaults faults, String field, @Nullable BigDecimal kilowattHours) {
        return kilowattHours == null
                ? Optional.of(Energy.ZERO)
                : faults.read(field, () -> Energy.ofKilowattHours(bounded(kilowattHours, "kWh")));
    }

    private static Optional<Power> power(FieldFaults faults, String field, @Nullable BigDecimal kilowatts) {
        return kilowatts == null
                ? Optional.empty()
                : faults.read(field, () -> Power.ofKilowatts(bounded(kilowatts, "kW")));
    }

    private static PlugPower plug(FieldFaults faults, MemberWish form, PlugPower atCharger) {
        var least = new LeastPower(
                power(faults, LEAST_CHARGING, form.least_charging_kw()).orElse(Power.ZERO),
                power(faults, LEAST_DISCHARGING, form.least_discharging_kw()).orElse(Power.ZERO));
        var plug = new PlugPower(least, power(faults, CHARGER, form.charger_kw()), true);
        var there = plug.and(atCharger);
        there.whyNoCharging()
                .ifPresent(why -> faults.add(
                        form.least_charging_kw() == null ? CHARGER : LEAST_CHARGING,
                        "the EV would never charge" + by(why)));
        if (atCharger.mayDischarge()) {
            there.whyNoDischarging()
                    .ifPresent(why -> faults.add(
                            form.least_discharging_kw() == null ? CHARGER : LEAST_DISCHARGING,
                            "the EV would never discharge" + by(why)));
        }
        return plug;
    }

    private static String by(String why) {
        return ", by what is stated here and in the table of chargers: " + why;
    }

    private static BigDecimal bounded(BigDecimal value, String unit) {
        if (value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "is " + value + " " + unit + ", and should be at most 10,000 " + unit + ": is it in " + unit + "?");
        }
        return value;
    }
}
