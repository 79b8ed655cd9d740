package ems.processes.members;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.LeastPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Entry;
import ems.market.record.MembershipOrder;
import ems.market.record.VehicleStanding;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.operations.OperatorsAddresses;
import ems.processes.roster.GridRoster;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrders;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Members come and go at the borders of periods, by orders that stand in the trail and in the ledger. */
@QuarkusTest
class MembersTest {

    private static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String CAR = "{\"reason\":\"a new car\",\"capacity_kwh\":60,\"stored_kwh\":30}";
    private static final String BECAUSE = "{\"reason\":\"sold\"}";

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    MemberOrders orders;

    @TestHTTPResource("/")
    URI root;

    private OperatedGrid grid;
    private OperatorsAddresses addresses;

    @BeforeEach
    void open() {
        grid = new OperatedGrid(grids, ticking);
        addresses = new OperatorsAddresses(root, grid.name());
        grid.tick(NOON.start().plusSeconds(3));
    }

    private static MatchingPeriod after(int periods) {
        var period = NOON;
        for (int i = 0; i < periods; i++) {
            period = period.next();
        }
        return period;
    }

    private void runThrough(int last) {
        for (int i = 1; i <= last + 1; i++) {
            grid.sells(after(i));
            grid.tick(after(i).start().plusSeconds(3));
        }
    }

    private JsonNode ordered(String path, String body) {
        var reply = addresses.post("members/" + path, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return OperatorsAddresses.read(reply);
    }

    private JsonNode row(String account) {
        return addresses.get("members/" + account).path("member");
    }

    private List<String> recorded(int period) {
        return grid.live().journal().read(grid.live().key(after(period))).all(MembershipOrder.class).stream()
                .map(Entry::text)
                .toList();
    }

    private boolean stands(String vehicle, int period) {
        return grid.live().journal().read(grid.live().key(after(period))).all(VehicleStanding.class).stream()
                .anyMatch(standing -> standing.vehicle().equals(new VehicleId(vehicle)));
    }

    @Test
    void a_car_joins_at_the_border_that_was_stated() {
        var answer = ordered("vehicle:EV2/enrol", CAR);
        assertThat(answer.path("words").asText()).startsWith("vehicle:EV2 is enrolled, and trades from the period of");
        assertThat(row("vehicle:EV2").path("state").asText()).isEqualTo("JOINS");
        assertThat(row("vehicle:EV2").at("/open/from").asText()).isEqualTo(after(3).toString());
        assertThat(grid.live().roster().heardIn(NOON).contains(new VehicleId("EV2")))
                .as("its messages are taken from the order on")
                .isTrue();
        grid.live()
                .telemetry()
                .accept(new VehicleStatus(new VehicleId("EV2"), NOON.start(), true, Energy.ZERO, Optional.empty()));
        runThrough(3);
        assertThat(recorded(1))
                .containsExactly("membership-order|vehicle:EV2|ENROL|"
                        + answer.path("trail").asLong());
        assertThat(stands("EV2", 2)).isFalse();
        assertThat(stands("EV2", 3)).isTrue();
        assertThat(row("vehicle:EV2").path("state").asText()).isEqualTo("MEMBER");
        assertThat(row("vehicle:EV2").path("since").asText()).isEqualTo(after(3).toString());
        assertThat(row("vehicle:EV2").path("block").asLong()).isPositive();
        assertThat(addresses.get("snapshot").toString()).contains("\"EV2\"");
    }

    @Test
    void a_revoked_car_is_out_of_the_next_period_and_keeps_what_it_holds() {
        ordered("vehicle:EV1/revoke", BECAUSE);
        assertThat(row("vehicle:EV1").path("state").asText()).isEqualTo("LEAVES");
        runThrough(2);
        assertThat(recorded(1)).hasSize(1);
        assertThat(stands("EV1", 1)).isTrue();
        assertThat(stands("EV1", 2)).isFalse();
        assertThat(row("vehicle:EV1").path("state").asText()).isEqualTo("LEFT");
        assertThat(grid.live().roster().heardIn(after(1)).contains(new VehicleId("EV1")))
                .isTrue();
        assertThat(grid.live().roster().heardIn(after(2)).contains(new VehicleId("EV1")))
                .isFalse();
        assertThat(grid.live().journal().inventory(grid.live().setup().grid(), new VehicleId("EV1")))
                .isPresent();
    }

    @Test
    void a_car_that_comes_back_goes_on_from_its_books() {
        ordered("vehicle:EV1/revoke", BECAUSE);
        runThrough(2);
        var smaller = addresses.refused(400, "members/vehicle:EV1/enrol", "{\"reason\":\"back\",\"capacity_kwh\":10}");
        assertThat(smaller).contains("'capacity_kwh': is 10 kWh, less than the EV goes on from: ");
        var filled = addresses.refused(400, "members/vehicle:EV1/enrol", CAR);
        assertThat(filled).contains("'stored_kwh': the EV was here before, and goes on from ");
        var priced = addresses.refused(
                400, "members/vehicle:EV1/enrol", "{\"reason\":\"back\",\"capacity_kwh\":80,\"cost_p_per_kwh\":1}");
        assertThat(priced).contains("'cost_p_per_kwh': the EV was here before, and goes on from ");
        ordered("vehicle:EV1/enrol", "{\"reason\":\"back\",\"capacity_kwh\":80}");
        assertThat(row("vehicle:EV1").path("state").asText()).isEqualTo("JOINS");
    }

    @Test
    void an_order_that_does_not_fit_the_ledger_any_more_is_answered_so() {
        long trail = ordered("vehicle:EV1/revoke", BECAUSE).path("trail").asLong();
        grid.live().market().revoke(grid.live().key(NOON), new VehicleId("EV1"), "stolen");
        runThrough(4);
        assertThat(orders.of(grid.live().setup().grid()))
                .extracting(MemberOrder::state)
                .containsExactly(MemberOrder.State.REFUSED);
        var order = addresses.get("members/vehicle:EV1").path("orders").path(0);
        assertThat(order.path("trail").asLong()).isEqualTo(trail);
        assertThat(order.path("answer").asText())
                .startsWith("Not recorded, and without effect: ")
                .endsWith("vehicle:EV1 is no member any more.");
    }

    @Test
    void a_revocation_comes_before_what_is_planned_for_later() {
        long planned = ordered(
                        "vehicle:EV1/key",
                        "{\"reason\":\"lost\",\"key\":\"" + KEY + "\",\"from\":\"" + after(30) + "\"}")
                .path("trail")
                .asLong();
        assertThat(addresses.refused(
                        409, "members/vehicle:EV1/revoke", "{\"reason\":\"stolen\",\"from\":\"" + after(40) + "\"}"))
                .contains("does not come before the order " + planned);
        long revoked = ordered("vehicle:EV1/revoke", BECAUSE).path("trail").asLong();
        runThrough(2);
        assertThat(recorded(1)).containsExactly("membership-order|vehicle:EV1|REVOKE|" + revoked);
        assertThat(row("vehicle:EV1").path("state").asText()).isEqualTo("LEFT");
        assertThat(addresses.get("members/vehicle:EV1").path("orders").toString())
                .contains("Withdrawn, and without effect: the revocation " + revoked + " came before its period.");
    }

    @Test
    void an_enrolment_that_is_planned_may_be_withdrawn() {
        ordered("vehicle:EV2/enrol", CAR.replace("}", ",\"from\":\"" + after(30) + "\"}"));
        assertThat(ordered("vehicle:EV2/revoke", BECAUSE).path("words").asText())
                .startsWith("vehicle:EV2 does not join: its order ");
        runThrough(3);
        assertThat(recorded(1)).isEmpty();
        assertThat(grid.live().roster().heardIn(after(3)).contains(new VehicleId("EV2")))
                .isFalse();
        assertThat(addresses.refused(409, "members/vehicle:EV2/revoke", BECAUSE))
                .contains("Enrol it first");
    }

    @Test
    void a_home_may_leave_and_another_key_may_speak_for_it() {
        ordered("prosumer:L1/key", "{\"reason\":\"lost\",\"key\":\"" + KEY + "\"}");
        runThrough(2);
        assertThat(row("prosumer:L1").path("key").asText()).hasSize(16);
        ordered("prosumer:L1/revoke", BECAUSE);
        for (int i = 4; i < 7; i++) {
            grid.tick(after(i).start().plusSeconds(3));
        }
        assertThat(row("prosumer:L1").path("state").asText()).isEqualTo("LEFT");
        assertThat(addresses.get("members/prosumer:L1").path("orders")).hasSize(2);
    }

    @Test
    void a_car_is_enrolled_with_its_least_power() {
        ordered(
                "vehicle:EV2/enrol",
                "{\"reason\":\"a new car\",\"capacity_kwh\":60,\"least_charging_kw\":1.38,\"least_discharging_kw\":2}");
        runThrough(1);
        var kept = orders.of(grid.live().setup().grid());
        var again = new GridRoster(grid.live().setup().members(), Map.of(), Map.of(), kept);
        assertThat(again.in(after(3))
                        .vehiclesById()
                        .get(new VehicleId("EV2"))
                        .plug()
                        .least())
                .isEqualTo(new LeastPower(new Power(1_380_000), new Power(2_000_000)));
    }

    @Test
    void what_was_ordered_is_there_after_a_restart_and_recorded_once() {
        ordered("vehicle:EV2/enrol", CAR);
        runThrough(1);
        var kept = orders.of(grid.live().setup().grid());
        var again = new GridRoster(grid.live().setup().members(), Map.of(), Map.of(), kept);
        assertThat(again.in(after(2)).contains(new VehicleId("EV2"))).isFalse();
        assertThat(again.in(after(3)).contains(new VehicleId("EV2"))).isTrue();
        // the process ended after the journal was written, and before the order said so
        var half = kept.get(0).in(after(1), MemberOrder.State.ORDERED);
        orders.update(half);
        grid.live().roster().put(half);
        runThrough(3);
        assertThat(recorded(1)).hasSize(1);
        assertThat(recorded(2)).isEmpty();
        assertThat(orders.of(grid.live().setup().grid()).get(0).state()).isEqualTo(MemberOrder.State.RECORDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "vehicle:EV2/enrol  | {'capacity_kwh':60}                                      | reason",
                "vehicle:EV2/enrol  | {'reason':'x'}                                           | capacity_kwh",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':0}                          | capacity_kwh",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'stored_kwh':61}         | stored_kwh",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'charger_kw':-1}         | charger_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':400000,'stored_kwh':9000}   | capacity_kwh",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'charger_kw':11000}      | charger_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'charger_kw':1.3,'least_charging_kw':1.38} | least_charging_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'charger_kw':1.3,'least_discharging_kw':2} | least_discharging_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'least_charging_kw':-1}  | least_charging_kw",
                "prosumer:L2/enrol  | {'reason':'x','least_charging_kw':1.38}                  | least_charging_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'reserve_kwh':61}        | reserve_kwh",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':10000,'stored_kwh':10000,'cost_p_per_kwh':999999999} | cost_p_per_kwh",
                "prosumer:L2/enrol  | {'reason':'x','most_kw':10001}                           | most_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'most_kw':1}             | most_kw",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'key':'abc'}             | key",
                "vehicle:EV2/enrol  | {'reason':'x','capacity_kwh':60,'from':'tomorrow'}       | from",
                "vehicle:EV1/revoke | {'reason':'x','from':'2026-06-21T12:01:00Z'}             | from",
                "prosumer:L2/enrol  | {'reason':'x','capacity_kwh':60}                         | capacity_kwh",
                "prosumer:L1/key    | {'reason':'x'}                                           | key"
            })
    void a_field_that_is_wrong_is_named(String path, String body, String field) {
        var reply = addresses.post("members/" + path, body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(OperatorsAddresses.read(reply).path("faults").fieldNames())
                .toIterable()
                .containsExactly(field);
        assertThat(orders.of(grid.live().setup().grid())).isEmpty();
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThat(addresses.refused(409, "members/vehicle:EV1/enrol", CAR)).contains("is a member already");
        assertThat(addresses.refused(404, "members/vehicle:EV2/revoke", BECAUSE))
                .contains("is no member");
        assertThat(addresses.refused(404, "members/vehicle:EV1/praise", BECAUSE))
                .contains("enrol, revoke, key, private or metered");
        assertThat(addresses.refused(400, "members/EV1/revoke", BECAUSE)).contains("vehicle:EV1");
        ordered("vehicle:EV1/revoke", BECAUSE);
        assertThat(addresses.refused(409, "members/vehicle:EV1/revoke", BECAUSE))
                .contains("is not recorded yet");
    }

    @Test
    void the_list_is_searched_and_paged() {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ordered("prosumer:New" + i + "/enrol", "{\"reason\":\"moved in\"}");
            accounts.add("prosumer:New" + i);
        }
        var first = addresses.get("members?search=new&limit=2");
        assertThat(first.path("found").asInt()).isEqualTo(3);
        assertThat(first.path("rows").findValuesAsText("party")).isEqualTo(accounts.subList(0, 2));
        assertThat(first.path("next").asText()).isEqualTo("prosumer:New1");
        var second = addresses.get("members?search=new&limit=2&after=prosumer:New1");
        assertThat(second.path("rows").findValuesAsText("party")).isEqualTo(accounts.subList(2, 3));
        assertThat(second.hasNonNull("next")).isFalse();
        assertThat(addresses.get("members?state=member").path("found").asInt()).isEqualTo(2);
        assertThat(addresses.get("members").at("/counts/JOINS").asInt()).isEqualTo(3);
    }
}
