package ems.features.steps;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;

import ems.features.MarketTime;
import ems.features.Scene;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Money;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What the bill of a month says, and that it says what the ledger booked. */
public final class BillSteps {

    private final Scene scene;

    public BillSteps(Scene scene) {
        this.scene = scene;
    }

    @Then("the bill of {prosumer} says that it earned {money} and saved {money} against the grid")
    public void earned(ProsumerId home, Money earned, Money saved) {
        var total = total(home);
        assertThat(total.path("earnedMicropence").asLong()).isEqualTo(earned.micropence());
        assertThat(total.path("gainedMicropence").asLong()).isEqualTo(saved.micropence());
    }

    @Then("the bill of {prosumer} says that it paid {money} and saved {money} against the grid")
    public void paid(ProsumerId home, Money paid, Money saved) {
        var total = total(home);
        assertThat(total.path("paidMicropence").asLong()).isEqualTo(paid.micropence());
        assertThat(total.path("gainedMicropence").asLong()).isEqualTo(saved.micropence());
    }

    @Then("the bill of {vehicle} says that it paid {money}")
    public void paid(VehicleId car, Money paid) {
        assertThat(total(car).path("paidMicropence").asLong()).isEqualTo(paid.micropence());
    }

    @Then("the bill of {prosumer} adds up to the ledger's lines of both periods")
    public void addsUp(ProsumerId home) {
        var booked = Stream.of(MarketTime.NOON, MarketTime.NOON.next())
                .flatMap(period -> scene.period(period).all(SettlementLine.class).stream())
                .map(line -> line.effectOn(home))
                .toList();
        assertThat(booked).hasSizeGreaterThan(1);
        var total = total(home);
        assertThat(total.path("bookings").asInt()).isEqualTo(booked.size());
        assertThat(total.path("balanceMicropence").asLong())
                .isEqualTo(booked.stream().reduce(Money.ZERO, Money::plus).micropence());
    }

    @Then("nobody finds a bill of {prosumer}")
    public void unknown(ProsumerId home) {
        assertThat(scene.market().bill(home).status()).isEqualTo(404);
    }

    /** Its lines make it, to the millionth of a penny. */
    private JsonNode total(Party party) {
        var bill = scene.market().bill(party).json();
        var total = bill.path("total");
        for (String each :
                new String[] {"paidMicropence", "earnedMicropence", "gainedMicropence", "energyInMillijoules"}) {
            long sum = 0;
            for (JsonNode day : bill.path("days")) {
                sum += day.path("sum").path(each).asLong();
            }
            assertThat(sum).as(each).isEqualTo(total.path(each).asLong());
        }
        return total;
    }
}
