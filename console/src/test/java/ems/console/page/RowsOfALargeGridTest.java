package ems.console.page;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The page gets the first rows of long lists, and those with a name that its reader looks for; the counts are whole. */
class RowsOfALargeGridTest {

    private static final PeriodRecord MATCHED =
            FiveHomes.period(FiveHomes.NOON, Step.MATCH, MetersUntil.sunny(FiveHomes.NOON.end()));
    private static final int PAIRS = MATCHED.all(Match.class).size();

    /** The five homes, and 300 homes and cars more that nobody is matched with. */
    private static final GridMembers MEMBERS = members(300);

    @Test
    void thePairsHaveBothTheirPartiesAndAsManyPartiesStandAlone() {
        var rows = ShownRows.of(MEMBERS, MATCHED, new RowChoice("", 2));

        assertThat(PAIRS).isEqualTo(3);
        assertThat(rows.matches()).isEqualTo(MATCHED.all(Match.class).subList(0, 2));
        assertThat(rows.prosumers())
                .hasSize(4)
                .containsAll(rows.matches().stream().map(Match::prosumer).toList());
        assertThat(rows.vehicleIds())
                .hasSize(4)
                .containsAll(rows.matches().stream()
                        .map(match -> (VehicleId) match.vehicle())
                        .toList());
    }

    @Test
    void theCountsAreThoseOfTheWholeGrid() {
        var found = ShownRows.of(MEMBERS, MATCHED, new RowChoice("", 2)).found();

        assertThat(found.matches()).isEqualTo(PAIRS);
        assertThat(found.prosumersAlone()).isEqualTo(MEMBERS.prosumers().size() - PAIRS);
        assertThat(found.vehiclesAlone()).isEqualTo(MEMBERS.vehicles().size() - PAIRS);
    }

    @Test
    void aPairIsFoundByTheNameOfEitherParty() {
        var pair = MATCHED.all(Match.class).get(2);

        for (String name : List.of(pair.prosumer().text(), pair.vehicle().text().toLowerCase())) {
            var rows = ShownRows.of(MEMBERS, MATCHED, new RowChoice(" " + name + " ", 100));
            assertThat(rows.matches()).contains(pair);
        }
    }

    @Test
    void oneOfThreeHundredHomesIsFoundByPartOfItsName() {
        var rows = ShownRows.of(MEMBERS, MATCHED, new RowChoice("home-217", 10));

        assertThat(rows.matches()).isEmpty();
        assertThat(rows.prosumers()).containsExactly(new ProsumerId("Home-217"));
        assertThat(rows.vehicles()).isEmpty();
        assertThat(rows.found()).isEqualTo(new FoundNow("home-217", 0, 1, 0, 0));
    }

    @Test
    void aSmallGridIsShownWholeInTheOrderOfItsMembers() {
        var rows = ShownRows.of(FiveHomes.MEMBERS, MATCHED, RowChoice.FIRST_ROWS);

        assertThat(rows.prosumers()).isEqualTo(FiveHomes.MEMBERS.prosumers());
        assertThat(rows.vehicles()).isEqualTo(FiveHomes.MEMBERS.vehicles());
    }

    @Test
    void homesThatTradeWithEachOtherDoNotStandAlone() {
        var seller = new ProsumerId("Home-5");
        var buyer = new ProsumerId("Home-7");
        var price = new AgreedPrice(FiveHomes.PRICES.split(), RuleReference.ofCode("half"));
        var match = new DirectMatch(
                MatchId.of(FiveHomes.NOON, seller, buyer), seller, buyer, Energy.ofKilowattHours("0.5"), price);
        var record =
                new PeriodRecord(FiveHomes.key(FiveHomes.NOON), List.of(new StepRecord(Step.MATCH, List.of(match))));

        var all = ShownRows.of(MEMBERS, record, new RowChoice("", 1));
        assertThat(all.found().prosumersAlone()).isEqualTo(MEMBERS.prosumers().size() - 2);
        assertThat(all.prosumers()).hasSize(3).contains(seller, buyer);

        var found = ShownRows.of(MEMBERS, record, new RowChoice("home-7", 1));
        assertThat(found.prosumers()).contains(seller, buyer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001})
    void aNumberOfRowsOutOfBoundsIsRefused(int rows) {
        assertThatThrownBy(() -> new RowChoice("", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'rows' is " + rows + ": it must be in [1, 1000]");
    }

    @Test
    void aVeryLongNameIsRefused() {
        assertThatThrownBy(() -> new RowChoice("x".repeat(101), 1)).hasMessageContaining("'find' has 101 characters");
    }

    private static GridMembers members(int more) {
        List<ProsumerId> prosumers = new ArrayList<>(FiveHomes.MEMBERS.prosumers());
        List<ElectricVehicle> vehicles = new ArrayList<>(FiveHomes.MEMBERS.vehicles());
        var model = vehicles.get(0);
        for (int i = 0; i < more; i++) {
            prosumers.add(new ProsumerId("Home-" + i));
            vehicles.add(
                    new ElectricVehicle(new VehicleId("Car-" + i), model.capacity(), model.reserve(), model.plug()));
        }
        return GridMembers.everyoneWithEveryone(prosumers, vehicles);
    }
}
