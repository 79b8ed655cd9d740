package ems.features.browser;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.access.AnalystsMarket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Agents are enrolled by who lives in a home and by an operator, road-side units proposed by an operator; others look, or see nothing.
 *
 * <p>What the pages look like is in {@code target/browser}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class EnrolmentPagesTest {

    private static final String GRID = "enrolling";
    private static final String HOME_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String CAR_KEY = "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw";

    private Chromium chromium;
    private AnalystsMarket market;
    private Page page;
    private PageLook look;

    @BeforeAll
    void open() throws IOException {
        chromium = Chromium.start();
        market = AnalystsMarket.start();
        var ada = as("ada");
        add(ada, "olga", "operator", List.of());
        add(ada, "uma", "auditor", List.of());
        add(ada, "mia", "member", List.of("enrolling/prosumer:L1", "enrolling/vehicle:EV1"));
        add(ada, "max", "member", List.of("enrolling/prosumer:L2"));
        ada.context().close();
        var olga = as("olga");
        var car = Map.of(
                "id",
                "EV1",
                "capacity_kwh",
                80,
                "reserve_kwh",
                0,
                "stored_kwh",
                40,
                "cost_p_per_kwh",
                new BigDecimal("29.49"));
        done(olga.request()
                .put(
                        market.address() + "/api/sandbox/grids/" + GRID,
                        json(Map.of(
                                "now",
                                "2026-06-21T12:00:00Z",
                                "grid_sell_p_per_kwh",
                                6.4,
                                "grid_buy_p_per_kwh",
                                29.49,
                                "matching",
                                "optimal",
                                "forecast",
                                "persistence",
                                "prosumers",
                                List.of("L1", "L2"),
                                "vehicles",
                                List.of(car)))));
        for (String now : List.of("12:00:03", "12:01:03", "12:02:03")) {
            clock(olga, now);
        }
        olga.context().close();
    }

    private void clock(Page olga, String now) {
        done(olga.request()
                .put(
                        market.address() + "/api/sandbox/grids/" + GRID + "/clock",
                        json(Map.of("now", "2026-06-21T" + now + "Z"))));
    }

    private void add(Page ada, String name, String role, List<String> parties) {
        done(ada.request()
                .post(
                        market.address() + "/api/people",
                        json(Map.of(
                                "name",
                                name,
                                "password",
                                AnalystsMarket.PASSWORD,
                                "roles",
                                List.of(role),
                                "parties",
                                parties))));
    }

    private static RequestOptions json(Object body) {
        return RequestOptions.create().setData(body);
    }

    private static void done(APIResponse answer) {
        assertThat(answer.ok()).as(answer.url() + ": " + answer.text()).isTrue();
    }

    private Page as(String person) {
        var visitor = chromium.newPage();
        done(visitor.request()
                .post(
                        market.address() + "/api/login",
                        json(Map.of("name", person, "password", AnalystsMarket.PASSWORD))));
        return visitor;
    }

    private void visit(Page visitor, String path) {
        page = visitor;
        look = new PageLook(page);
        look.forgive("status of 400");
        look.forgive("status of 401");
        look.forgive("status of 403");
        look.forgive("status of 404");
        look.forgive("status of 409");
        look.forgive("net::ERR_FAILED");
        page.navigate(market.address() + path);
    }

    @AfterEach
    void leave() {
        if (page != null) {
            page.context().close();
        }
    }

    @AfterAll
    void close() {
        if (market != null) {
            market.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator field(String form, String name) {
        return page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName(form))
                .locator("[name=" + name + "]");
    }

    private void says(String words) {
        page.getByText(words).first().waitFor();
    }

    @Test
    void who_lives_in_a_home_enrols_its_agent_and_ends_it() {
        visit(as("mia"), "/me/?party=enrolling/prosumer:L1");
        says("An agent of your home");
        field("Enrol an agent", "key").fill(HOME_KEY);
        field("Enrol an agent", "car").fill("EV1");
        field("Enrol an agent", "meter").fill("my readings.jsonl");
        field("Enrol an agent", "reason").fill("a box beside the meter");
        button("Enrol the agent").click();
        says("'car_key' is missing");
        assertThat(field("Enrol an agent", "key").inputValue())
                .as("what was typed stays")
                .isEqualTo(HOME_KEY);
        field("Enrol an agent", "car_key").fill(CAR_KEY);
        button("Enrol the agent").click();
        says("The agent of prosumer:L1 and vehicle:EV1 is enrolled.");
        assertThat(page.locator(".agent-told .secret").textContent()).startsWith("ems_");
        assertThat(page.locator(".agent-told .command").textContent())
                .contains("./ems agent --home L1 --car EV1 --readings 'my readings.jsonl'");
        button("Copy the command").click();
        page.locator("[data-copy]:not(:text('Copy the command'))").waitFor();
        look.check("agent-enrolled");
        button("Revoke: L1.agent").waitFor();
        field("End an agent", "reason").fill("the box is broken");
        button("End the agent").click();
        says("The agent of prosumer:L1 has no token any more.");
        page.waitForCondition(() -> button("Revoke: L1.agent").count() == 0);
        look.check("agent-ended");
    }

    @Test
    void a_neighbour_sees_nothing_of_it_and_has_no_way_in() {
        visit(as("max"), "/me/?party=enrolling/prosumer:L1");
        says("There is no such bill.");
        assertThat(page.locator("#access").isVisible()).isFalse();
        look.check("agent-foreign");
        page.navigate(market.address() + "/operations/units/?grid=" + GRID);
        says("You may not see this.");
        assertThat(page.locator("#propose").isVisible()).isFalse();
        look.check("units-member");
    }

    @Test
    void whoever_is_not_logged_in_sees_the_way_to_the_login() {
        visit(chromium.newPage(), "/operations/units/");
        page.waitForURL(address -> address.contains("/login.html"));
        look.check("units-nobody");
    }

    @Test
    void an_operator_enrols_the_agent_of_any_home() {
        visit(as("olga"), "/operations/members/?grid=" + GRID);
        button("Agent: prosumer:L2").click();
        assertThat(field("Enrol an agent", "home").inputValue()).isEqualTo("L2");
        field("Enrol an agent", "key").fill("no key");
        field("Enrol an agent", "reason").fill("asked for on the phone");
        button("Enrol the agent").click();
        says("'key' is no public key");
        field("Enrol an agent", "key").fill(HOME_KEY);
        button("Enrol the agent").click();
        says("The agent of prosumer:L2 is enrolled.");
        look.check("agent-by-operator");
        field("End an agent", "home").fill("L2");
        field("End an agent", "reason").fill("tried enough");
        button("End the agent").click();
        says("The agent of prosumer:L2 has no token any more.");
    }

    @Test
    void an_operator_proposes_units_and_sees_the_votes() {
        visit(as("olga"), "/operations/units/?grid=" + GRID);
        page.locator("#rows tbody tr").nth(2).waitFor();
        assertThat(page.locator("#counts").textContent()).contains("2 of 3");
        says("Nobody else is wanted.");
        says("Nothing was proposed while the market ran");
        look.check("units");
        page.fill("#propose [name=here]", "4");
        page.fill("#propose [name=quorum]", "3");
        button("Propose").click();
        page.fill("#order-reason", "a fourth unit was installed");
        button("Propose it").click();
        says("3 of rsu-1, rsu-2, rsu-3, rsu-4 shall sign each block. That needs the votes of");
        look.check("units-proposing");
        button("Close").click();
        says("2 votes are missing; those that sign now go on until then");
        page.locator("#rows").getByText("shall sign").waitFor();
        look.check("units-proposed");

        page.locator("#propose [value=addresses]").check();
        page.fill("#propose [name=addresses]", "http://127.0.0.1:1");
        page.fill("#propose [name=quorum]", "1");
        button("Propose").click();
        page.fill("#order-reason", "one elsewhere");
        button("Propose it").click();
        says("Nothing was proposed: grid enrolling names its road-side units, and one is not there");
        button("Leave it").click();
        page.route("**/api/grids/*/units", Route::abort);
        says("Connection lost.");
        look.check("units-lost");
    }

    @Test
    void an_auditor_looks_and_proposes_nothing() {
        visit(as("uma"), "/operations/units/?grid=" + GRID);
        page.locator("#rows tbody tr").nth(2).waitFor();
        says("uma is auditor; to propose road-side units needs operator.");
        assertThat(page.locator("#propose").isVisible()).isFalse();
        look.check("units-auditor");
    }
}
