package ems.study.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.ColumnMapping.TripEnergy;
import ems.market.telemetry.ColumnMapping.TripUnit;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.study.fixture.ShippedScenario;
import ems.study.scenario.StudyData.Recorded;
import ems.study.scenario.TradingScenario.Isolated;
import ems.study.scenario.TradingScenario.Shared;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioReaderTest {

    private static final String GOOD = """
            name: small
            title: A small one
            seed: 1
            start: 2019-08-05T00:00:00Z
            days: 1
            data:
              generated: {prosumers: 5, vehicles: 5}
            prices: {grid-buy: 29.49 p/kWh, grid-sell: 6.4 p/kWh}
            vehicle: {model: A car, capacity: 79.5 kWh}
            runs:
              isolated: true
              shared-vehicles: [1, 2]
              algorithms: [greedy]
              forecasts: [perfect]
            """;

    @Test
    void valuesAreReadWithTheirUnitsAndDefaults() {
        var scenario = ScenarioReader.from("good.yaml", GOOD);

        assertThat(scenario.start()).isEqualTo(Instant.parse("2019-08-05T00:00:00Z"));
        assertThat(scenario.periods()).isEqualTo(1_440);
        assertThat(scenario.scale()).isEqualTo(EnergyScale.RIGHT);
        assertThat(scenario.prices()).isEqualTo(new GridPrices(new Price(64_000), new Price(294_900)));
        assertThat(scenario.vehicle().capacity()).isEqualTo(Energy.ofKilowattHours("79.5"));
        assertThat(scenario.vehicle().initialCost()).as("P_gb by default").isEqualTo(new Price(294_900));
        assertThat(scenario.vehicle().chargerLimit()).isEmpty();
        assertThat(scenario.trading()).containsExactly(new Isolated(), new Shared(1), new Shared(2));
    }

    @Test
    void aCarMayTakeNothingOrAtLeastSoMuch() {
        var text = GOOD.replace(
                "capacity: 79.5 kWh",
                "capacity: 79.5 kWh, charger-limit: 7.4 kW, least-charging-power: 1.38 kW, least-discharging-power: 2 kW");
        var scenario = ScenarioReader.from("choosy.yaml", text);
        var least = new LeastPower(new Power(1_380_000), new Power(2_000_000));
        assertThat(scenario.vehicle().leastPower()).isEqualTo(least);
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                        .vehicle())
                .isEqualTo(scenario.vehicle());
        assertThat(ScenarioReader.from("good.yaml", GOOD).vehicle().leastPower())
                .isEqualTo(LeastPower.NONE);
        assertThat(ScenarioWriter.text(ScenarioReader.from("good.yaml", GOOD))).doesNotContain("least");
        assertThatThrownBy(() -> ScenarioReader.from("weak.yaml", text.replace("7.4 kW", "1.3 kW")))
                .hasMessageContaining("least-charging-power")
                .hasMessageContaining("1.38 kW is above the charger-limit: the car would never trade");
    }

    @Test
    void storingMayCountMoreThanReleasing() {
        var scenario = ScenarioReader.from("x.yaml", GOOD + "horizon-price: -0.25\n");
        assertThat(scenario.horizons()).containsExactly(HorizonPricing.always(new HorizonPrice(-250)));
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                        .horizons())
                .isEqualTo(scenario.horizons());
        assertThat(scenario.withSeed(2).horizons()).isEqualTo(scenario.horizons());
        assertThat(ScenarioReader.from("none.yaml", GOOD + "horizon-price: none\n")
                        .designs())
                .containsExactly(MarketDesign.PAPER);
        assertThat(ScenarioReader.from("good.yaml", GOOD).designs()).containsExactly(MarketDesign.PAPER);
        assertThat(ScenarioWriter.text(ScenarioReader.from("good.yaml", GOOD))).doesNotContain("horizon");
    }

    @Test
    void eachPriceIsComparedWithEachDirectTrade() {
        String text = GOOD + "horizon-price: [none, 0.5, -0.25]\ndirect-trade: [none, leftovers]\n";
        var scenario = ScenarioReader.from("x.yaml", text);
        assertThat(scenario.designs())
                .extracting(MarketDesign::words)
                .containsExactly(
                        "the paper's rule",
                        "horizon price 0.5",
                        "horizon price -0.25",
                        "direct trade",
                        "horizon price 0.5, direct trade",
                        "horizon price -0.25, direct trade");
        assertThat(scenario.designs())
                .extracting(MarketDesign::id)
                .containsExactly("paper", "h500", "h-250", "d", "h500-d", "h-250-d");
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario)))
                .isEqualTo(scenario);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "horizon-price: [0.5, 0.50]|horizon-price: '0.5' stands in the list twice",
                "horizon-price: ['0.5', '0.50']|horizon-price: '0.50' stands in the list twice, in other words",
                "horizon-price: [none, none]|horizon-price: 'none' stands in the list twice",
                "horizon-price: [none, 1]|horizon-price: '1' is not a horizon price",
                "horizon-price: []|horizon-price: is not a list like [a, b]",
                "direct-trade: [none, first]|direct-trade: 'first' is neither 'none' nor 'leftovers'"
            })
    void aListOfMarketsWithAValueThatIsNoneIsRefused(String line, String reason) {
        assertThatThrownBy(() -> ScenarioReader.from("x.yaml", GOOD + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.991", "0.1234", "table"})
    void aHorizonPriceIsANumberBelowOne(String price) {
        assertThatThrownBy(() -> ScenarioReader.from("x.yaml", GOOD + "horizon-price: " + price + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x.yaml: horizon-price: '" + price
                        + "' is not a horizon price: write a number from -0.99 to 0.99 with at most three decimals, such as"
                        + " 0.5, or leave it out to weigh storing and releasing alike");
    }

    private static final String HALVES = GOOD.replace("isolated: true", "isolated: false")
            .replace("shared-vehicles: [1, 2]", "shared-vehicles: [1]")
            .replace("  generated: {prosumers: 5, vehicles: 5}\n", """
              prosumers:
                file: homes.csv
                time: {column: t}
                interval: 30 min
                unit: kW
                columns:
                  A: {production: pv, production-file: [pv1.csv, pv2.csv], consumption: load}
                  B: {production: pv, consumption: load, production-unit: kWh register}
                  C: {consumption: use, unit: W}
              vehicles:
                file: cars.csv
                time: {column: t}
                interval: 30 min
                vehicle-column: ev
                vehicles: [EV1]
                charging-point-column: place
                away: [none]
                driven-column: driven
                unit: kWh
            """);

    @Test
    void aHomeMayBeReadInTwoParts() {
        var scenario = ScenarioReader.from("halves.yaml", HALVES);
        var recorded = (Recorded) scenario.data();
        assertThat(recorded.halved()).extracting(Object::toString).containsExactly("A", "B");
        assertThat(recorded.prosumerFiles())
                .extracting(file -> file.name() + " " + file.part() + " "
                        + file.columns().unit().word() + " "
                        + file.columns().prosumers().keySet())
                .containsExactly(
                        "pv1.csv PRODUCTION kW [A]",
                        "pv2.csv PRODUCTION kW [A]",
                        "homes.csv CONSUMPTION kW [A, B]",
                        "homes.csv PRODUCTION kWh register [B]",
                        "homes.csv WHOLE W [C]");
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                        .data())
                .isEqualTo(recorded);
    }

    @Test
    void rowsMaySayWhatTheyCount() {
        var text = HALVES.replace(
                        "    unit: kW\n",
                        "    unit: kW\n    kind-column: type\n    production-kinds: Export\n    consumption-kinds: [Import, Use]\n")
                .replaceAll("      A: .*\n      B: .*\n", "      A: {production: value, consumption: value}\n");
        var scenario = ScenarioReader.from("kinds.yaml", text);
        var recorded = (Recorded) scenario.data();
        assertThat(recorded.prosumerFiles())
                .extracting(
                        file -> file.part() + " " + file.columns().prosumers().keySet() + " "
                                + file.columns().rows().orElseThrow().words())
                .containsExactly(
                        "PRODUCTION [A] [Export]", "CONSUMPTION [A] [Import, Use]", "CONSUMPTION [C] [Import, Use]");
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                        .data())
                .isEqualTo(recorded);
    }

    @Test
    void carsMayStandInSeveralFilesInOneEachAndSayHowFullTheyAre() {
        var several = ScenarioReader.from("x.yaml", HALVES.replace("file: cars.csv", "file: [a.csv, b.csv]"));
        assertThat(((Recorded) several.data()).vehicleFiles())
                .extracting(file -> file.name() + " " + file.columns().vehicles())
                .containsExactly("a.csv [EV1]", "b.csv [EV1]");
        var each = ScenarioReader.from(
                "x.yaml",
                HALVES.replace("    file: cars.csv\n", "")
                        .replace("    vehicle-column: ev\n", "")
                        .replace("vehicles: [EV1]", "vehicles: {EV1: {file: a.csv}, EV2: {file: [b.csv, c.csv]}}")
                        .replace(
                                "    driven-column: driven\n    unit: kWh\n",
                                "    soc-column: soc\n    soc-unit: \"%\"\n"));
        var recorded = (Recorded) each.data();
        assertThat(recorded.vehicles()).extracting(Object::toString).containsExactly("EV1", "EV2");
        assertThat(recorded.vehicleFiles())
                .extracting(file -> file.name() + " " + file.columns().vehicles())
                .containsExactly("a.csv [EV1]", "b.csv [EV2]", "c.csv [EV2]");
        assertThat(((VehicleColumns) recorded.vehicleFiles().get(0).columns()).driving())
                .isEqualTo(new StateOfCharge("soc", ChargeUnit.PERCENT, Energy.ofKilowattHours("79.5")));
        for (var scenario : List.of(several, each)) {
            assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                            .data())
                    .isEqualTo(scenario.data());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    vehicle-column: ev|    decimal: point|vehicle-column: is missing: name the column of the car, or a file for each",
                "    driven-column: driven|    driven-column: d\\n    soc-column: s|soc-column: stands beside driven-column",
                "    vehicles: [EV1]|    vehicles: {EV1: {file: a.csv}}|vehicles: has a file for each car, which stands without"
            })
    void carsThatDoNotFitAreRefused(String from, String to, String reason) {
        assertThatThrownBy(() -> ScenarioReader.from("x.yaml", HALVES.replace(from, to.replace("\\n", "\n"))))
                .hasMessageContaining(reason);
    }

    private static final String TRIPS = HALVES.replace(
                    "    interval: 30 min\n    vehicle-column: ev\n", "    vehicle-column: ev\n")
            .replace(
                    "    driven-column: driven\n    unit: kWh\n",
                    "    arrival-column: back\n    trip-column: way\n    trip-unit: km\n    per-100-km: 17.5 kWh\n");

    @Test
    void carsMaySayTheirTrips() {
        var scenario = ScenarioReader.from("x.yaml", TRIPS);
        var columns =
                (TripColumns) ((Recorded) scenario.data()).vehicleFiles().get(0).columns();
        assertThat(columns.arrival()).isEqualTo("back");
        assertThat(columns.energy())
                .isEqualTo(new TripEnergy("way", TripUnit.KILOMETRE, Energy.ofKilowattHours("17.5")));
        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario))
                        .data())
                .isEqualTo(scenario.data());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    vehicle-column: ev|    interval: 30 min\\n    vehicle-column: ev|interval: stands beside arrival-column",
                "    per-100-km: 17.5 kWh|    decimal: point|per-100-km: is missing: say what a hundred kilometres take",
                "    per-100-km: 17.5 kWh|    per-100-km: 1750 kWh|per-100-km: '1750 kWh' is outside (0, 1000] kWh",
                "    trip-unit: km|    trip-unit: kWh|per-100-km: stands beside a trip-unit other than km",
                "    charging-point-column: place|    decimal: point|away: stands without charging-point-column",
                "    file: cars.csv|    file: [a.csv, b.csv]|file: is a list: the trips of a car stand in one file",
                "    time: {column: t}\\n    vehicle-column|    time: {column: t, stamps: end}\\n    vehicle-column|time.stamps: is not read beside",
                "    trip-unit: km|    trip-unit: miles|trip-unit: 'miles' is none of %, % left, Wh, kWh, km, share, share left",
                "    arrival-column: back|    decimal: point|trip-column: is of trips: name the column of their arrival-column",
                "    time: {column: t}\\n    vehicle-column|    time: {column: t, clock-column: c}\\n    vehicle-column|is not read beside arrival-column"
            })
    void tripsThatDoNotFitAreRefused(String from, String to, String reason) {
        assertThat(TRIPS).contains(from.replace("\\n", "\n"));
        assertThatThrownBy(() -> ScenarioReader.from(
                        "x.yaml", TRIPS.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"))))
                .hasMessageContaining(reason);
    }

    @Test
    void kindsWithoutTheirColumnAndANetBesideThemAreRefused() {
        assertThatThrownBy(() -> ScenarioReader.from(
                        "x.yaml", HALVES.replace("    unit: kW\n", "    unit: kW\n    production-kinds: Export\n")))
                .hasMessageContaining("kind-column: is missing: it says which rows are of these kinds");
        assertThatThrownBy(() -> ScenarioReader.from(
                        "x.yaml",
                        HALVES.replace("    unit: kW\n", "    unit: kW\n    kind-column: type\n")
                                .replace("{consumption: use, unit: W}", "{net: use, positive: import}")))
                .hasMessageContaining("stands beside prosumers.kind-column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "market", "measured-week", "paper-scale"})
    void shippedScenariosAreReadAndWrittenBack(String name) {
        var scenario = ScenarioFile.find(name).scenario();

        assertThat(ScenarioReader.from("again.yaml", ScenarioWriter.text(scenario)))
                .isEqualTo(scenario);
        assertThat(scenario.goesBeyondThePaper()).isEqualTo(name.equals("market"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenario-without-format", "scenario-1"})
    void keptScenariosAreReadByEveryLaterBuild(String name) throws IOException {
        var text = new String(
                requireNonNull(getClass().getResourceAsStream("/ems/study/kept/" + name + ".yaml"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(ScenarioReader.from(name, text))
                .isEqualTo(ScenarioFile.find("demo").scenario());
    }

    @Test
    void whatIsWrittenStatesItsFormat() {
        var scenario = ScenarioReader.from("good.yaml", GOOD);

        assertThat(ScenarioWriter.text(scenario)).startsWith("format: 1\n");
    }

    @Test
    void thePaperScaleMultipliesPowersBy360() {
        var text = ShippedScenario.text("measured-week").replace("energy-scale: right", "energy-scale: paper");

        var data = (Recorded) ScenarioReader.from("paper.yaml", text).data();

        assertThat(data.prosumerFiles().get(0).columns().factor()).isEqualTo(360);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: small|format: 2\\nnew: key|format: 2 is newer than format 1, the newest that this build reads",
                "name: small|format: 0\\nname: small|format: '0' is not a whole number from 1 on",
                "name: small|format: one\\nname: small|format: 'one' is not a whole number from 1 on",
                "name: small|nme: small|nme: is no known key; known here: data, days",
                "name: small|name: a b|name: 'a b' is not a name: it begins the names of folders and ledgers",
                "name: small|name: a-name-that-is-far-too-long|is longer than 24 characters",
                "seed: 1|seed: one|seed: 'one' is not a whole number",
                "seed: 1|seed: [1]|seed: '' is not a whole number",
                "start: 2019-08-05T00:00:00Z|start: yesterday|start: 'yesterday' is not a UTC instant",
                "start: 2019-08-05T00:00:00Z|start: 2019-08-05T00:00:30Z|start: a matching period starts at a whole minute",
                "days: 1|days: 0|days: '0' is not a whole number in [1, 366]",
                "days: 1|days: 367|days: '367' is not a whole number in [1, 366]",
                "days: 1|days: 1.5|days: '1.5' is not a whole number",
                "days: 1|days: 1\\ndays: 2|Duplicate field 'days'",
                "days: 1|days: 1\\nenergy-scale: big|energy-scale: 'big' is none of paper, right",
                "prosumers: 5, vehicles|prosumers: 0, vehicles|data.generated.prosumers: '0' is not a whole number in [1, 10000]",
                "generated: {prosumers: 5, vehicles: 5}|nothing: 1|data.nothing: is no known key; known here: generated, missing-at-most, prosumers, vehicles",
                "29.49 p/kWh|29.49|prices.grid-buy: '29.49' is not a number and a unit, like '29.49 p/kWh'",
                "29.49 p/kWh|29.49 GBP/MWh|prices.grid-buy: '29.49 GBP/MWh' has the unit 'GBP/MWh'; known here: p/kWh",
                "29.49 p/kWh|1000.1 p/kWh|prices.grid-buy: '1000.1 p/kWh' is outside [-1000, 1000] p/kWh",
                "29.49 p/kWh|29.49001 p/kWh|finer than 1e-4 p/kWh",
                "29.49 p/kWh|6.3999 p/kWh|prices.grid-sell: 6.4000 p/kWh is above grid-buy 6.3999 p/kWh",
                "79.5 kWh|79.5 MWh|vehicle.capacity: '79.5 MWh' has the unit 'MWh'; known here: Wh, kWh",
                "79.5 kWh|0 kWh|vehicle.capacity: '0 kWh' is outside (0, 1000] kWh",
                "79.5 kWh|1000.1 kWh|vehicle.capacity: '1000.1 kWh' is outside (0, 1000] kWh",
                "79.5 kWh|NaN kWh|vehicle.capacity: 'NaN kWh' is not a number and a unit",
                "79.5 kWh|79.5 kWh, capcity: 1|vehicle.capcity: is no known key; known here: always-plugged, capacity",
                "79.5 kWh|79.5 kWh, window: 80 kWh|vehicle.window: 80 kWh is above the capacity",
                "79.5 kWh|79.5 kWh, charger-limit: 11 kWh|vehicle.charger-limit: '11 kWh' has the unit 'kWh'",
                "79.5 kWh|79.5 kWh, always-plugged: maybe|vehicle.always-plugged: 'maybe' is neither true nor false",
                "model: A car, |''|vehicle.model: is missing",
                "[1, 2]|[6]|EV' needs 6 vehicles, the data has 5",
                "[1, 2]|[1, 1]|runs.shared-vehicles: '1' stands in the list twice",
                "[1, 2]|[0]|runs.shared-vehicles: '0' is not a whole number in [1, 10000]",
                "[greedy]|[greedy, best]|runs.algorithms: 'best' is none of greedy, optimal",
                "[perfect]|[]|runs.forecasts: is not a list",
                "title: A small one|title: [|line",
            })
    void aBadFileIsRefusedWithKeyValueAndBound(String good, String bad, String complaint) {
        var text = GOOD.replace(good, bad.replace("\\n", "\n"));

        assertThatThrownBy(() -> ScenarioReader.from("bad.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bad.yaml: ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: 1|days: &d 1\\nseed: *d|'*d' refers to another place of the file: write the value itself",
                "days: 1|\\tdays: 1|is indented with a tab: write blanks, two a level",
                "days: 1|days: 1\\n---\\nname: other|begins a second document, and a file holds one scenario",
            })
    void yamlThatWouldBeReadAsSomethingElseIsRefused(String good, String bad, String complaint) {
        var text = GOOD.replace("seed: 1\n", bad.contains("*d") ? "" : "seed: 1\n")
                .replace(good, bad.replace("\\n", "\n").replace("\\t", "\t"));

        assertThatThrownBy(() -> ScenarioReader.from("bad.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bad.yaml: line ")
                .hasMessageContaining(complaint);
    }

    /** Each key that a person's files may need is written back as it was read. */
    @Test
    void aScenarioOnFilesOfPeopleIsReadBackFromItsText() {
        var text = ShippedScenario.text("measured-week")
                .replace("data:\n", "data:\n  missing-at-most: 2.5 %\n")
                .replace(
                        "seconds-after: 2019-08-04T00:00:00Z",
                        "clock-column: clock\n      pattern: dd/MM/yyyy HH:mm\n      zone: Europe/London\n      stamps: end")
                .replace(
                        "unit: kW\n",
                        "unit: kWh register\n    decimal: comma\n    largest-power: 40 kW\n    party-column: who\n")
                .replace("L1: {production: L1_production_kw,", "L1: {file: [a.csv, b.csv], party: MAC1, production: p,")
                .replace(
                        "L2: {production: L2_production_kw, consumption: L2_consumption_kw}",
                        "L2: {net: n, positive: export}")
                .replace("L3: {production: L3_production_kw, consumption: L3_consumption_kw}", "L3: {consumption: c}");

        var scenario = ScenarioReader.from("people.yaml", text);
        var written = ScenarioWriter.text(scenario);

        assertThat(ScenarioReader.from("written.yaml", written)).isEqualTo(scenario);
        assertThat(written).contains("missing-at-most: \"2.5 %\"", "shift: \"-60 s\"", "zone: \"Europe/London\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval: 60 s|interval: 65 s|data.prosumers.interval: '65 s' is not a multiple of 10 s",
                "interval: 60 s|interval: 2 days|data.prosumers.interval: '2 days' is not a multiple of 10 s in [10 s, 1 day]",
                "unit: kW|unit: MW|data.prosumers.unit: 'MW' is none of W, Wh, Wh register, kW, kWh, kWh register",
                "unit: kWh|unit: J|data.vehicles.unit: 'J' is none of Wh, kWh",
                "shift: 0 s|shift: soon|data.vehicles.time.shift: 'soon' is not a number and a unit",
                "shift: 0 s|zone: Europe/Paradise|data.vehicles.time.zone: 'Europe/Paradise' is not a time zone such as",
                "shift: 0 s|pattern: dd/bb|data.vehicles.time.pattern: 'dd/bb' is not a pattern of dates and times",
                "shift: 0 s|pattern: dd/MM/YYYY|'dd/MM/YYYY' has a letter that counts something else: years are yyyy",
                "shift: 0 s|stamps: middle|data.vehicles.time.stamps: 'middle' is none of end, start",
                "seconds-after: 2019|zone: UTC\\n      seconds-after: 2019|data.prosumers.time.zone: stands beside seconds-after",
                "unit: kW|unit: kW\\n    decimal: dot|data.prosumers.decimal: 'dot' is none of comma, point",
                "consumption: L1_consumption_kw}|net: L1_net}|data.prosumers.columns.L1.positive: is missing",
                "consumption: L1_consumption_kw}|net: a, positive: import}|a meter has a net column, or a production",
                "consumption: L1_consumption_kw}|party: one}|party: stands without prosumers.party-column",
                "[EV1,|[EV 1,|data.vehicles.vehicles: 'EV 1' is not a vehicle id",
                "production: L1_production_kw|produces: L1_production_kw|data.prosumers.columns.L1.produces: is no known key",
            })
    void aBadColumnMappingIsRefused(String good, String bad, String complaint) {
        var text = ShippedScenario.text("measured-week").replace(good, bad.replace("\\n", "\n"));

        assertThatThrownBy(() -> ScenarioReader.from("bad.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bad.yaml: ")
                .hasMessageContaining(complaint);
    }

    @Test
    void anUnknownScenarioIsRefusedWithTheShippedOnes() {
        assertThatThrownBy(() -> ScenarioFile.find("demoo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither a file nor one of demo, market, measured-week, paper-scale");
    }
}
