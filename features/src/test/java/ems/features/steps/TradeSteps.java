package ems.features.steps;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.cucumber.java.DataTableType;
import io.cucumber.java.en.Then;

import ems.features.PeriodBooks;
import ems.features.Sale;
import ems.features.Scene;
import ems.ledger.verify.Verification.Verified;
import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Exchange;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/** What was traded, at which price, and what the books say. */
public final class TradeSteps {

    /** A line of the settlement as a scenario's table writes it. */
    public record Booking(String buyer, String seller, Energy energy, Price price, Money amount) {

        static Booking of(SettlementLine line) {
            return new Booking(
                    line.debit().text(),
                    line.credit().text(),
                    line.energy(),
                    line.price().price(),
                    line.amount());
        }
    }

    private final Scene scene;

    public TradeSteps(Scene scene) {
        this.scene = scene;
    }

    @DataTableType
    public Booking booking(Map<String, String> row) {
        return new Booking(
                row.get("buyer pays").replace(' ', '-'),
                row.get("seller is paid").replace(' ', '-'),
                Energy.ofKilowattHours(row.get("energy (kWh)")),
                Price.ofPencePerKilowattHour(row.get("price (p/kWh)")),
                MarketWords.pence(new BigDecimal(row.get("amount (p)"))));
    }

    @Then("{party} sells {energy} to {party} at {price}")
    public void sellsAt(Party seller, Energy energy, Party buyer, Price price) {
        assertThat(sales()).contains(new Sale(seller, energy, buyer, price));
    }

    @Then("{party} sells {energy} to {party}")
    public void sells(Party seller, Energy energy, Party buyer) {
        assertThat(sales())
                .filteredOn(sale -> sale.seller().equals(seller) && sale.buyer().equals(buyer))
                .extracting(Sale::energy)
                .containsExactly(energy);
    }

    @Then("the period of {time} books that {party} sold {energy} more to {party} in the period of {time}, for {money}")
    public void soldMore(Instant booked, Party seller, Energy energy, Party buyer, Instant corrected, Money amount) {
        var correction = correction(booked, corrected);
        assertThat(correction.takenBack()).isFalse();
        assertThat(correction.line().credit()).isEqualTo(seller);
        assertThat(correction.line().debit()).isEqualTo(buyer);
        assertThat(correction.line().energy()).isEqualTo(energy);
        assertThat(correction.line().amount()).isEqualTo(amount);
    }

    @Then("the period of {time} books that {party} sold {energy} less to {party} in the period of {time}, for {money}")
    public void soldLess(Instant booked, Party seller, Energy energy, Party buyer, Instant corrected, Money amount) {
        var correction = correction(booked, corrected);
        assertThat(correction.takenBack()).isTrue();
        assertThat(correction.line().debit()).isEqualTo(seller);
        assertThat(correction.line().credit()).isEqualTo(buyer);
        assertThat(correction.line().energy()).isEqualTo(energy);
        assertThat(correction.line().amount()).isEqualTo(amount);
    }

    /** The only one. */
    private CorrectionLine correction(Instant booked, Instant corrected) {
        var lines = scene.period(new MatchingPeriod(booked)).all(CorrectionLine.class);
        assertThat(lines)
                .extracting(line -> line.line().match().period().start())
                .containsExactly(corrected);
        return lines.get(0);
    }

    @Then("the period of {time} corrects nothing")
    public void correctsNothing(Instant booked) {
        assertThat(scene.period(new MatchingPeriod(booked)).all(Correction.class))
                .isEmpty();
    }

    @Then("the settlement has these lines:")
    public void lines(List<Booking> expected) {
        assertThat(scene.period().lines().stream().map(Booking::of)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Then("nothing is traded")
    public void nothing() {
        assertThat(sales()).isEmpty();
    }

    @Then("no home sells to a home")
    public void nothingDirect() {
        assertThat(scene.period().all(DirectMatch.class)).isEmpty();
    }

    @Then("{int} samples of the period move energy")
    public void samples(int count) {
        assertThat(scene.period().all(Exchange.class)).hasSize(count);
    }

    @Then("{vehicle} holds {energy} that cost {price} on average")
    public void holds(VehicleId vehicle, Energy energy, Price cost) {
        var inventory = last(vehicle, Cause.SETTLED).inventory();
        assertThat(inventory.energy()).isEqualTo(energy);
        assertThat(inventory.averageCost(cost)).isEqualTo(cost);
    }

    @Then("{vehicle} joins the period with {energy} worth {money}")
    public void joins(VehicleId vehicle, Energy energy, Money value) {
        assertThat(scene.period().all(VehicleBid.class))
                .filteredOn(bid -> bid.vehicle().equals(vehicle))
                .extracting(VehicleBid::inventory)
                .containsExactly(new EnergyInventory(energy, value));
    }

    @Then("nothing is booked for {vehicle} outside the market")
    public void nothingOutside(VehicleId vehicle) {
        assertThat(scene.period().all(InventoryEntry.class))
                .filteredOn(entry -> entry.vehicle().equals(vehicle))
                .extracting(InventoryEntry::cause)
                .isSubsetOf(Cause.SETTLED);
    }

    @Then("{vehicle} holds {energy} worth {money}")
    public void worth(VehicleId vehicle, Energy energy, Money value) {
        var inventory = last(vehicle, Cause.SETTLED).inventory();
        assertThat(inventory.energy()).isEqualTo(energy);
        assertThat(inventory.value()).isEqualTo(value);
    }

    @Then("each line names the rule, the row and the version that set its price")
    public void receipts() {
        assertThat(scene.period().lines()).isNotEmpty().allSatisfy(line -> {
            var rule = line.price().rule();
            assertThat(rule.row()).isEqualTo(scene.table(rule.table()).rowOf(rule.rule()));
            assertThat(rule.version()).isNotBlank();
        });
    }

    @Then("the period's ledger balances to zero")
    public void balances() {
        new PeriodBooks(scene.period()).assertBalanced();
        try (var ledger = scene.market().ledger()) {
            assertThat(ledger.verified()).isInstanceOf(Verified.class);
        }
    }

    private InventoryEntry last(VehicleId vehicle, Cause cause) {
        return scene.period().all(InventoryEntry.class).stream()
                .filter(entry -> entry.vehicle().equals(vehicle) && entry.cause() == cause)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing was booked for " + vehicle));
    }

    private List<Sale> sales() {
        return Stream.concat(
                        scene.period().lines().stream().map(Sale::of),
                        scene.period().all(DirectLine.class).stream().map(Sale::of))
                .toList();
    }
}
