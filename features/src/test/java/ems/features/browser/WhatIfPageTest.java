package ems.features.browser;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.access.AnalystsMarket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An analyst tries other tables on settled trades; others read what came out.
 *
 * <p>What the page looks like is in {@code target/browser}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class WhatIfPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST = Instant.parse("2026-06-21T12:00:00Z");
    private static final int PERIODS = 6;
    private static final String GRID = "tried";

    private Chromium chromium;
    private AnalystsMarket market;
    private String version;
    private Page page;
    private PageLook look;

    @BeforeAll
    void trade() throws IOException {
        chromium = Chromium.start();
        market = AnalystsMarket.start();
        var ada = as("ada");
        for (var person : Map.of("anna", "analyst", "otto", "approver", "olga", "operator")
                .entrySet()) {
            done(ada.request()
                    .post(
                            market.address() + "/api/people",
                            json(Map.of(
                                    "name",
                                    person.getKey(),
                                    "password",
                                    AnalystsMarket.PASSWORD,
                                    "roles",
                                    List.of(person.getValue())))));
        }
        ada.context().close();
        var olga = as("olga");
        sandbox(
                olga,
                "",
                Map.of(
                        "now",
                        FIRST.toString(),
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
                        List.of(car("EV1"), car("EV2"))));
        var token = done(olga.request()
                        .post(
                                market.address() + "/api/tokens",
                                json(Map.of(
                                        "name",
                                        "meters",
                                        "parties",
                                        List.of("prosumer:L1", "prosumer:L2", "vehicle:EV1", "vehicle:EV2"),
                                        "reason",
                                        "a test"))))
                .path("token")
                .asText();
        for (int minute = 0; minute < PERIODS; minute++) {
            var start = FIRST.plusSeconds(60L * minute);
            sandbox(olga, "/clock", Map.of("now", start.plusSeconds(3).toString()));
            sandbox(olga, "/clock", Map.of("now", start.plusSeconds(58).toString()));
            send(olga, token, "readings", List.of(reading("L1", start, 3.0, 0.5), reading("L2", start, 0.2, 2.2)));
            send(olga, token, "vehicles/status", List.of(status("EV1", start), status("EV2", start)));
        }
        sandbox(
                olga,
                "/clock",
                Map.of("now", FIRST.plusSeconds(60L * PERIODS + 3).toString()));
        version = done(olga.request().get(market.address() + "/api/sandbox/grids/" + GRID + "/rules"))
                .path("version")
                .asText();
        olga.context().close();
    }

    private static Map<String, Object> car(String name) {
        return Map.of("id", name, "capacity_kwh", 80, "reserve_kwh", 0, "stored_kwh", 40, "cost_p_per_kwh", 29.49);
    }

    private static Map<String, Object> reading(String meter, Instant at, double made, double used) {
        return Map.of(
                "meter", meter, "at", at.toString(), "interval_s", 60, "production_kw", made, "consumption_kw", used);
    }

    private static Map<String, Object> status(String vehicle, Instant start) {
        return Map.of("vehicle", vehicle, "at", start.plusSeconds(57).toString(), "plugged_in", true);
    }

    private void sandbox(Page person, String path, Object body) {
        done(person.request().put(market.address() + "/api/sandbox/grids/" + GRID + path, json(body)));
    }

    private void send(Page person, String token, String path, Object body) {
        done(person.request()
                .post(
                        market.address() + "/api/grids/" + GRID + "/" + path,
                        json(body).setHeader("Authorization", "Bearer " + token)));
    }

    private static RequestOptions json(Object body) {
        return RequestOptions.create().setData(body);
    }

    private static JsonNode done(APIResponse answer) {
        assertThat(answer.ok()).as(answer.url() + ": " + answer.text()).isTrue();
        try {
            return answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.text(), e);
        }
    }

    private Page as(String person) {
        var visitor = chromium.newPage();
        done(visitor.request()
                .post(
                        market.address() + "/api/login",
                        json(Map.of("name", person, "password", AnalystsMarket.PASSWORD))));
        return visitor;
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

    @BeforeEach
    void visit() {
        page = watched(as("anna"));
    }

    private Page watched(Page visitor) {
        look = new PageLook(visitor);
        return visitor;
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    /** @return the number of the job, which has ended */
    private long tried(String column, String cell, String mode) throws IOException {
        var pricing = Files.readString(Path.of("../rules/tables/pricing.csv"));
        assertThat(pricing).contains(column);
        var started = done(page.request()
                .post(
                        market.address() + "/api/rules/what-if",
                        json(Map.of(
                                "grid",
                                GRID,
                                "tables",
                                Map.of("pricing.csv", pricing.replace(column, cell)),
                                "from",
                                FIRST.toString(),
                                "mode",
                                mode))));
        return started.path("id").asLong();
    }

    private void opened(long job) {
        page.navigate(market.address() + "/rules/what-if.html?job=" + job);
    }

    @Test
    void from_110_to_105_nothing_changes_as_the_bound_cuts_both_alike() throws IOException {
        opened(tried(",110,", ",105,", "prices"));
        page.getByText("this replay gives the").waitFor();
        page.getByText("No booked line changes: where the draft sets another price, the grid's bound cuts both alike")
                .waitFor();
        page.getByText("Nobody does worse than with the grid: yes.").waitFor();
        look.check("what-if-nothing-changes");
    }

    @Test
    void a_day_that_is_run_again_shows_what_follows_from_what() throws IOException {
        long job = tried(",50,", ",60,", "day");
        opened(job);
        page.getByText("lines would have been booked otherwise.").waitFor();
        page.getByText("Homes and cars, from the grid instead").waitFor();
        page.getByText("A battery's own measurement shifts").waitFor();
        var result =
                done(page.request().get(market.address() + "/api/jobs/" + job)).path("result");
        assertThat(result.at("/day/trades/members")).hasSize(4);
        look.check("what-if-of-a-day");
    }

    @Test
    void another_split_moves_money_and_the_differences_are_nothing_in_all() throws IOException {
        long job = tried(",50,", ",60,", "prices");
        opened(job);
        page.getByText("lines would have been booked otherwise.").waitFor();
        var result =
                done(page.request().get(market.address() + "/api/jobs/" + job)).path("result");
        var members = result.at("/prices/members");
        assertThat(members).hasSize(4);
        var sum = BigDecimal.ZERO;
        for (JsonNode member : members) {
            sum = sum.add(new BigDecimal(member.path("differencePence").asText()));
        }
        assertThat(sum).isEqualByComparingTo("0");
        var first = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Homes and cars"))
                .locator("tbody tr")
                .first();
        assertThat(first.textContent()).startsWith("Car ").contains("\u2212");
        var csv = page.request().get(market.address() + "/api/jobs/" + job + "/table.csv");
        assertThat(csv.text().lines().count())
                .isEqualTo(1 + result.at("/prices/changed").asLong());
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All of them as CSV"))
                        .count())
                .isEqualTo(1);
        look.check("what-if-split");
    }

    @Test
    void a_row_that_pauses_is_no_longer_exact() throws IOException {
        opened(tried("split of grid prices,,50,yes,", ",,,,we pause", "prices"));
        page.getByText("This is no longer exact:").waitFor();
        page.getByText("Limits and participation, minute by minute, can still be asked for.")
                .waitFor();
        look.check("what-if-not-exact");
    }

    @Test
    void an_analyst_runs_the_active_version_by_the_keyboard() {
        page.navigate(market.address() + "/rules/what-if.html?grid=" + GRID + "&version=" + version);
        page.getByText("Not run for these rules yet.").waitFor();
        look.check("what-if-not-run");
        page.getByLabel("limits and participation").focus();
        page.keyboard().press("Space");
        button("Run the what-if").focus();
        page.keyboard().press("Enter");
        page.getByText("No minute changes.").waitFor();
        button("Count").click();
        page.getByText("which row granted a limit is not recorded").waitFor();
        look.check("what-if-limits");
    }

    @Test
    void a_draft_has_a_tab_for_it() {
        var draft = done(page.request().post(market.address() + "/api/rules/drafts", json(Map.of("grid", GRID))));
        page.navigate(market.address() + "/rules/drafts/" + draft.path("id").asLong() + "#what-if");
        button("Run the what-if").click();
        page.getByText("If this draft had been active").waitFor();
        page.getByText("These are the active rules, so no booked line changes.").waitFor();
        page.getByText("no difference").waitFor();
        look.picture("what-if-of-a-draft");
    }

    @Test
    void who_may_not_start_one_reads_what_was_run() throws IOException {
        long job = tried(",50,", ",55,", "prices");
        page.context().close();
        page = watched(as("otto"));
        opened(job);
        page.getByText("lines would have been booked otherwise.").waitFor();
        page.navigate(market.address() + "/rules/what-if.html?grid=" + GRID + "&version=" + version);
        page.getByText("otto is approver: an analyst starts a what-if.").waitFor();
        assertThat(button("Run the what-if").isDisabled()).isTrue();
        look.check("what-if-may-not");
        page.navigate(market.address() + "/rules/what-if.html?job=999999");
        page.getByText("There is no job 999999").waitFor();
        assertThat(look.complaints()).singleElement().asString().contains("404");
        look.check("what-if-unknown");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
