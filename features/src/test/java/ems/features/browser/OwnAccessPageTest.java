package ems.features.browser;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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
 * A member who is logged in orders another key for the own home, and issues and revokes the tokens of its devices.
 *
 * <p>What the page looks like is in {@code target/browser}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class OwnAccessPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String GRID = "own";

    private Chromium chromium;
    private AnalystsMarket market;
    private Page page;
    private PageLook look;

    @BeforeAll
    void trade() throws IOException {
        chromium = Chromium.start();
        market = AnalystsMarket.start();
        var ada = as("ada");
        add(ada, "olga", "operator", List.of());
        add(ada, "mia", "member", List.of("own/prosumer:L1"));
        ada.context().close();
        var olga = as("olga");
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
                                List.of(Map.of(
                                        "id",
                                        "EV1",
                                        "capacity_kwh",
                                        80,
                                        "reserve_kwh",
                                        0,
                                        "stored_kwh",
                                        40,
                                        "cost_p_per_kwh",
                                        29.49))))));
        done(olga.request()
                .post(
                        market.address() + "/api/tokens",
                        json(Map.of(
                                "name",
                                "gateway",
                                "parties",
                                List.of("own/prosumer:L1", "own/prosumer:L2"),
                                "reason",
                                "a gateway of two homes"))));
        olga.context().close();
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
        page = as("mia");
        look = new PageLook(page);
        look.forgive("status of 404");
        look.forgive("status of 400");
        look.forgive("status of 403");
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_token_is_shown_once_and_revoked_with_a_reason() {
        page.navigate(market.address() + "/me/?party=own/prosumer:L1");
        page.getByText("It speaks for others, too: ask the operator to revoke it.")
                .waitFor();
        look.check("own-access");
        page.fill("#own-token [name=name]", "meter");
        page.fill("#own-token [name=reason]", "the meter in the cellar");
        button("Issue a token").click();
        page.getByText("The token of L1.meter, shown this once:").waitFor();
        assertThat(page.locator("#access-told code").textContent()).startsWith("ems_");
        look.check("own-token-issued");
        page.fill("#own-token [name=name]", "meter");
        page.fill("#own-token [name=reason]", "again");
        button("Issue a token").click();
        page.getByText("there is a token L1.meter already").waitFor();
        assertThat(page.inputValue("#own-token [name=reason]"))
                .as("what was typed stays")
                .isEqualTo("again");
        button("Revoke: L1.meter").click();
        page.fill("#own-revoke [name=reason]", "stolen");
        button("Revoke").click();
        page.getByText("L1.meter is revoked.").waitFor();
        assertThat(button("Revoke: L1.meter").count()).isZero();
    }

    @Test
    void another_key_is_ordered_and_the_order_is_shown() {
        page.navigate(market.address() + "/me/?party=own/prosumer:L1");
        page.getByText("prosumer:L1 signs no bids.").waitFor();
        page.fill("#own-key [name=key]", "no key");
        page.fill("#own-key [name=reason]", "a new gateway");
        button("Order another key").click();
        page.getByText("The market said no.").waitFor();
        page.fill("#own-key [name=key]", KEY);
        button("Order another key").click();
        page.getByText("Another key speaks for prosumer:L1 from the period of").waitFor();
        page.getByText("is not recorded yet").first().waitFor();
        assertThat(button("Order another key").isDisabled()).isTrue();
        look.check("own-key-ordered");
    }

    @Test
    void a_foreign_home_shows_nothing_and_a_lost_connection_is_said() {
        page.navigate(market.address() + "/me/?party=own/prosumer:L2");
        page.getByText("There is no such bill.").waitFor();
        assertThat(page.locator("#access").isVisible()).isFalse();
        page.route("**/api/members/*/access?*", Route::abort);
        page.navigate(market.address() + "/me/?party=own/prosumer:L1");
        page.getByText("Connection lost. The server cannot be reached.").waitFor();
    }
}
