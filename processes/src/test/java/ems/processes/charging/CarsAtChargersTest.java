package ems.processes.charging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.party.ElectricVehicle;
import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.Chargers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CarsAtChargersTest {

    private static final VehicleId CAR = new VehicleId("EV1");

    /** 1.38 to 3.68 kW into the car. */
    private static Chargers chargers(String mayDischarge) {
        var rows = String.join(",", ChargerTable.HEADS) + "\nCP1,1,demo,EV1,1,6,16,3.7," + mayDischarge
                + ",,,cp1\n# end\n";
        return ChargerTable.of("chargers.csv", rows.getBytes(UTF_8));
    }

    private static CarsAtChargers of(Chargers chargers, PlugPower own) {
        var car = new ElectricVehicle(CAR, Energy.ofKilowattHours("60"), Energy.ZERO, own);
        return new CarsAtChargers(
                Path.of("chargers.csv"),
                chargers,
                (grid, vehicle) -> chargers.of(grid, vehicle).map(charger -> car.at(charger.power())));
    }

    private static PlugPower power(long leastIn, long leastOut, long most) {
        return new PlugPower(
                new LeastPower(new Power(leastIn), new Power(leastOut)), Optional.of(new Power(most)), true);
    }

    @Test
    void a_car_that_can_move_what_its_charger_bears_is_in_no_doubt() {
        assertThat(of(chargers("yes"), PlugPower.ANY).doubts()).isEmpty();
        assertThat(of(chargers("yes"), power(0, 0, 1_380_000)).doubts()).isEmpty();
        assertThat(of(chargers("yes"), power(3_680_000, 3_680_000, 11_000_000)).doubts())
                .isEmpty();
    }

    @Test
    void a_car_that_never_could_is_named() {
        assertThat(of(chargers("yes"), power(0, 0, 1_379_999)).doubts())
                .containsExactly(
                        "chargers.csv: vehicle EV1 at CP1 connector 1 never charges there, by its own power and"
                                + " the row's: 1.38 kW is the least that may flow, and 1.379999 kW the most");
        assertThat(of(chargers("yes"), power(3_680_001, 4_140_000, 11_000_000)).doubts())
                .extracting(doubt -> doubt.replaceAll(".* never (\\w+) .*: ", "$1: "))
                .containsExactly(
                        "charges: 3.680001 kW is the least that may flow, and 3.68 kW the most",
                        "discharges: 4.14 kW is the least that may flow, and 3.68 kW the most");
    }

    @Test
    void that_it_gives_nothing_is_no_doubt_where_its_row_says_so() {
        assertThat(of(chargers("no"), power(0, 4_140_000, 11_000_000)).doubts()).isEmpty();
    }

    @Test
    void a_car_that_is_no_member_is_refused() {
        var nobody = new CarsAtChargers(Path.of("chargers.csv"), chargers("no"), (grid, vehicle) -> Optional.empty());
        assertThat(nobody.doubts()).isEqualTo(List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(nobody::refuseStrangers)
                .withMessage(
                        "chargers.csv: vehicle EV1 at CP1 connector 1 is no member of a grid 'demo' that runs here");
    }
}
