package ems.processes.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.LeastPower;
import ems.market.party.Party;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Power;
import ems.market.record.AgentKey;
import ems.market.record.MembershipOrder.Change;
import ems.processes.roster.MemberOrder.State;

/** What operators ordered of members, in table {@code member_order}: an order that was answered survives whatever ends the process. */
@ApplicationScoped
public class MemberOrders {

    private final Jdbi jdbi;

    public MemberOrders(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /** In the order of their trail. */
    public List<MemberOrder> of(GridId grid) {
        return jdbi.withHandle(sql -> sql.createQuery("select * from member_order where grid = :grid order by trail")
                .bind("grid", grid.text())
                .map((row, context) -> read(row))
                .list());
    }

    public void add(MemberOrder order) {
        var profile = order.profile();
        var vehicle = profile.flatMap(MemberProfile::vehicle);
        jdbi.useHandle(sql -> sql.createUpdate(
                        "insert into member_order (grid, trail, account, change_kind, ordered_in,"
                                + " holds_from, bid_key, made_here, capacity_mj, reserve_mj, charger_mw, least_charging_mw,"
                                + " least_discharging_mw, joining_mj, joining_micropence, most_mw, state) values (:grid, :trail,"
                                + " :account, :change, :ordered, :from, :key, :here, :capacity, :reserve, :charger,"
                                + " :leastCharging, :leastDischarging, :joining, :value, :most, :state)")
                .bind("grid", order.grid().text())
                .bind("trail", order.trail())
                .bind("account", order.party().account())
                .bind("change", word(order.change()))
                .bind("ordered", time(order.orderedIn()))
                .bind("from", time(order.from()))
                .bind("key", order.bidKey().map(AgentKey::publicKey).orElse(null))
                .bind("here", order.madeHere())
                .bind(
                        "capacity",
                        vehicle.map(car -> car.capacity().millijoules()).orElse(null))
                .bind("reserve", vehicle.map(car -> car.reserve().millijoules()).orElse(null))
                .bind(
                        "charger",
                        vehicle.flatMap(car -> car.plug().most())
                                .map(Power::milliwatts)
                                .orElse(null))
                .bind("leastCharging", least(vehicle, LeastPower::charging))
                .bind("leastDischarging", least(vehicle, LeastPower::discharging))
                .bind(
                        "joining",
                        profile.map(known -> known.joining().energy().millijoules())
                                .orElse(null))
                .bind(
                        "value",
                        profile.map(known -> known.joining().value().micropence())
                                .orElse(null))
                .bind(
                        "most",
                        profile.flatMap(MemberProfile::mostPower)
                                .map(Power::milliwatts)
                                .orElse(null))
                .bind("state", order.state().name())
                .execute());
    }

    /** Keeps which period carries the order, or is meant to, and what became of it. */
    public void update(MemberOrder order) {
        jdbi.useHandle(sql -> sql.createUpdate("update member_order set recorded_in = :period, state = :state"
                        + " where grid = :grid and trail = :trail")
                .bind("period", order.recordedIn().map(MemberOrders::time).orElse(null))
                .bind("state", order.state().name())
                .bind("grid", order.grid().text())
                .bind("trail", order.trail())
                .execute());
    }

    private static MemberOrder read(ResultSet row) throws SQLException {
        var party = Party.parse(row.getString("account"));
        var change = Change.valueOf(row.getString("change_kind").toUpperCase(Locale.ROOT));
        return new MemberOrder(
                row.getLong("trail"),
                new GridId(row.getString("grid")),
                party,
                change,
                period(row.getObject("ordered_in", OffsetDateTime.class)).orElseThrow(),
                period(row.getObject("holds_from", OffsetDateTime.class)).orElseThrow(),
                Optional.ofNullable(row.getString("bid_key")).map(key -> new AgentKey(party, AgentKey.BIDS, key)),
                row.getBoolean("made_here"),
                change == Change.ENROL ? Optional.of(profile(party, row)) : Optional.empty(),
                period(row.getObject("recorded_in", OffsetDateTime.class)),
                State.valueOf(row.getString("state")));
    }

    private static MemberProfile profile(Party party, ResultSet row) throws SQLException {
        if (!(party instanceof VehicleId vehicle)) {
            return MemberProfile.ofHome(power(row, "most_mw"));
        }
        return MemberProfile.of(
                new ElectricVehicle(
                        vehicle,
                        new Energy(row.getLong("capacity_mj")),
                        new Energy(row.getLong("reserve_mj")),
                        new PlugPower(
                                new LeastPower(
                                        power(row, "least_charging_mw").orElse(Power.ZERO),
                                        power(row, "least_discharging_mw").orElse(Power.ZERO)),
                                power(row, "charger_mw"),
                                true)),
                new EnergyInventory(
                        new Energy(row.getLong("joining_mj")), new Money(row.getLong("joining_micropence"))));
    }

    private static @Nullable Long least(Optional<ElectricVehicle> vehicle, Function<LeastPower, Power> direction) {
        return vehicle.map(car -> direction.apply(car.plug().least()).milliwatts())
                .orElse(null);
    }

    private static Optional<Power> power(ResultSet row, String column) throws SQLException {
        long milliwatts = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(new Power(milliwatts));
    }

    private static Optional<MatchingPeriod> period(@Nullable OffsetDateTime start) {
        return Optional.ofNullable(start).map(OffsetDateTime::toInstant).map(MatchingPeriod::new);
    }

    private static OffsetDateTime time(MatchingPeriod period) {
        return period.start().atOffset(ZoneOffset.UTC);
    }

    private static String word(Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
