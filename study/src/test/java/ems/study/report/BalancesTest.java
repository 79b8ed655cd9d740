package ems.study.report;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.study.plan.StudyRun;
import ems.study.result.ProsumerResult;
import ems.study.result.Regret;
import ems.study.result.RunResult;
import ems.study.result.VehicleResult;
import ems.study.scenario.Algorithm;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.TradingScenario;

import static org.assertj.core.api.Assertions.assertThat;

class BalancesTest {

    private static final Price PRICE = Price.ofPencePerKilowattHour("29.49");

    @Test
    void booksThatCloseShowAMismatchOfNothing() {
        assertThat(energy(5, 5)).contains("mismatch 0 mJ").doesNotContain("fault");
        assertThat(money(7, 7)).contains("mismatch 0 micro-pence").doesNotContain("fault");
    }

    @Test
    void aSingleMillijouleIsAFault() {
        assertThat(energy(6, 5)).contains("mismatch 1 mJ: this is a fault");
        assertThat(energy(5, 6)).contains("mismatch \u22121 mJ: this is a fault");
    }

    @Test
    void aSingleMicropennyIsAFault() {
        assertThat(money(8, 7)).contains("mismatch 1 micro-pence: this is a fault");
    }

    private static String energy(long in, long out) {
        var vehicle = new VehicleResult(
                new VehicleId("EV1"),
                EnergyInventory.boughtAt(PRICE, new Energy(in)),
                EnergyInventory.boughtAt(PRICE, new Energy(out)),
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
        return books(List.of(), vehicle);
    }

    private static String money(long paid, long received) {
        var prosumer = new ProsumerResult(
                new ProsumerId("L1"),
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Money.ZERO,
                new Money(received),
                Money.ZERO);
        var vehicle = new VehicleResult(
                new VehicleId("EV1"),
                EnergyInventory.boughtAt(PRICE, Energy.ZERO),
                EnergyInventory.boughtAt(PRICE, Energy.ZERO),
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                new Money(paid),
                Money.ZERO,
                Money.ZERO);
        return books(List.of(prosumer), vehicle);
    }

    private static String books(List<ProsumerResult> prosumers, VehicleResult vehicle) {
        var run = new RunResult(
                new StudyRun(new TradingScenario.Shared(1), Algorithm.OPTIMAL, "perfect", MarketDesign.PAPER, false),
                1,
                1,
                1,
                new TreeMap<>(),
                prosumers,
                List.of(vehicle),
                Money.ZERO,
                Regret.NONE,
                new TreeSet<>(),
                Optional.empty(),
                Optional.of(SampleStudy.followed()));
        return SampleStudy.part(SampleStudy.of(run), "The books close");
    }
}
