package ems.processes.grid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import ems.ledger.validator.ValidatorsText;
import ems.market.party.GridId;

/** What operators proposed of road-side units, in table {@code unit_order}: it survives whatever ends the process. */
@ApplicationScoped
public class UnitOrders implements FindUnitOrder {

    private final Jdbi jdbi;

    public UnitOrders(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Optional<UnitOrder> latest(GridId grid) {
        return of(grid, 1).stream().findFirst();
    }

    @Override
    public void overtaken(UnitOrder order) {
        jdbi.useHandle(
                sql -> sql.createUpdate("update unit_order set overtaken = true where grid = :grid and trail = :trail")
                        .bind("grid", order.grid().text())
                        .bind("trail", order.trail())
                        .execute());
    }

    /** At most so many, the newest first. */
    public List<UnitOrder> of(GridId grid, int most) {
        return jdbi.withHandle(sql -> sql.createQuery(
                        "select * from unit_order where grid = :grid order by trail desc fetch first :most rows only")
                .bind("grid", grid.text())
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
    }

    public void add(UnitOrder order) {
        var plan = order.plan();
        jdbi.useHandle(sql -> sql.createUpdate(
                        "insert into unit_order (grid, trail, here, addresses, leaving, validators, settings, overtaken)"
                                + " values (:grid, :trail, :here, :addresses, :leaving, :validators, :settings, :overtaken)")
                .bind("grid", order.grid().text())
                .bind("trail", order.trail())
                .bind("here", plan.here())
                .bind("addresses", UnitPlan.text(plan.addresses()))
                .bind("leaving", UnitPlan.text(plan.leaving()))
                .bind("validators", ValidatorsText.of(plan.named().orElseThrow()))
                .bind("settings", order.settings())
                .bind("overtaken", order.overtaken())
                .execute());
    }

    private static UnitOrder read(ResultSet row) throws SQLException {
        var named = ValidatorsText.parse(row.getString("validators").lines().toList());
        return new UnitOrder(
                row.getLong("trail"),
                new GridId(row.getString("grid")),
                new UnitPlan(
                        row.getInt("here"),
                        named.quorum(),
                        UnitPlan.parse(row.getString("addresses")),
                        UnitPlan.parse(row.getString("leaving")),
                        Optional.of(named)),
                row.getString("settings"),
                row.getBoolean("overtaken"));
    }
}
