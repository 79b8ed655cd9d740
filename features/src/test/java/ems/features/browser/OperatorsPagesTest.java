package ems.features.browser;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.RunningMarket;
import ems.features.Scene;
import ems.features.Trouble;
import ems.market.record.Abandonment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator finds what stands still, reads why, and mends it by the market's own pages, with the keyboard alone, on a small screen and
 * in the dark as well.
 *
 * <p>What they look like is in {@code target/browser}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OperatorsPagesTest {

    private Chromium chromium;
    private String market;
    private Page page;
    private PageLook look;

    @BeforeAll
    void open() {
        chromium = Chromium.start();
        market = RunningMarket.address().toString();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void visit() {
        page = chromium.newPage();
        look = new PageLook(page);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void a_grid_without_periods_says_so() {
        var scene = Scenes.trading("nothing-ran-yet");
        scene.market();
        page.navigate(market + "/operations/?grid=nothing-ran-yet&state=ABORTED");
        page.getByText("No period fits. Clear the filter to see them all.").waitFor();
        page.getByText("No period stands still.").waitFor();
        look.check("operations-empty");
    }

    @Test
    void an_operator_retries_what_failed_in_settle() {
        var scene = stuckAtSettle("retried-in-a-browser", 2);

        page.navigate(market + "/operations/?grid=retried-in-a-browser");
        page.getByText("1 period stands still at \"Settle\"").waitFor();
        page.getByText("Retry: what is booked is never booked twice.").first().waitFor();
        look.check("operations-stands-still");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("2026-06-21 12:00"))
                .first()
                .click();
        page.getByText("'Settle' failed: forced by a tester").waitFor();
        page.getByText("1 trade of 0.060 kWh is not settled and nobody pays").waitFor();
        page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Process diagram"))
                .waitFor();
        look.check("period-stands-still");

        // by the keyboard alone
        button("Retry").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("the printer is mended");
        look.picture("order-asked");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.getByText("was retried: 'Settle' failed: forced by a tester.")
                .first()
                .waitFor();
        look.check("order-failed-again");
        page.keyboard().press("Escape");

        button("Retry").click();
        page.getByLabel("Why?").fill("it is mended now, really");
        dialogs("Retry").click();
        page.getByText("was retried. The period has ended and is settled.")
                .first()
                .waitFor();
        dialogs("Close").click();
        page.getByText("Settled", new Page.GetByTextOptions().setExact(true)).waitFor();
        look.check("period-settled");
        Scenes.assertSettled(scene);
    }

    @Test
    void an_abort_says_what_follows_and_leaves_its_number_in_the_ledger() {
        var scene = stuckAtSettle("aborted-in-a-browser", 1);
        page.navigate(market + "/operations/aborted-in-a-browser/" + scene.current());
        button("Abort the period").click();
        page.getByRole(AriaRole.DIALOG).getByText("It cannot be undone.").waitFor();
        dialogs("Abort the period").click();
        assertThat(page.evaluate("document.activeElement.id"))
                .as("nothing is sent without a reason")
                .isEqualTo("order-reason");
        page.getByLabel("Why?").fill("the meter of Z0 is being changed");
        dialogs("Abort the period").click();
        page.getByText("was aborted.").first().waitFor();
        dialogs("Close").click();
        page.getByText("\"the meter of Z0 is being changed\"").waitFor();
        assertThat(scene.period().all(Abandonment.class))
                .extracting(Abandonment::reason)
                .singleElement()
                .asString()
                .matches("aborted by an operator \\(trail \\d+\\)");
        look.check("period-aborted");
    }

    @Test
    void a_paused_grid_says_by_whom_and_why_until_it_is_resumed() {
        var scene = Scenes.trading("paused-in-a-browser");
        scene.startPeriod();
        page.navigate(market + "/operations/?grid=paused-in-a-browser");
        button("Pause trading").click();
        page.getByRole(AriaRole.DIALOG)
                .getByText("No period starts from now on")
                .waitFor();
        page.getByLabel("It ends").selectOption("60");
        page.getByLabel("Why?").fill("the transformer is hot");
        look.check("pause-asked");
        dialogs("Pause trading").click();
        page.getByText("no period starts, and the one under way goes on to its end")
                .waitFor();
        dialogs("Close").click();
        page.locator(".standing").getByText("The grid is paused").waitFor();
        page.getByText("It starts again by itself at 2026-06-21 13:00.").waitFor();
        look.check("operations-paused");
        scene.endPeriod();
        namesStandOnOneLine();
        page.locator("#rows").getByText("An operator had paused the grid").waitFor();
        page.locator("#rows tr", new Page.LocatorOptions().setHasText("the transformer is hot"))
                .getByRole(AriaRole.LINK)
                .click();
        page.getByText("An operator had paused the grid: the period was not started")
                .waitFor();
        page.locator("#standing").getByText("Paused by ").waitFor();
        page.getByText("Nothing is left to do: a period that was not started").waitFor();
        assertThat(page.locator("#alerts").textContent()).isEmpty();
        look.check("period-paused");

        page.navigate(market + "/?grid=paused-in-a-browser");
        page.getByText("paused by an operator (trail").first().waitFor();
        page.navigate(market + "/operations/?grid=paused-in-a-browser");
        button("Resume trading").click();
        page.getByLabel("Why?").fill("it has cooled down");
        dialogs("Resume trading").click();
        page.getByText("is resumed: the next period starts at its minute.").waitFor();
        dialogs("Close").click();
        page.getByText("The grid trades").waitFor();
    }

    /** At the width at which a table has least room before its rows become cards. */
    private void namesStandOnOneLine() {
        for (int width : new int[] {800, 1_200}) {
            page.setViewportSize(width, 900);
            assertThat(page.evaluate("[...document.querySelectorAll('.rows th[scope=row] :is(a, bdi), .rows code')]"
                            + ".filter(each => !/\\s/.test(each.textContent) && each.getClientRects().length > 1)"
                            + ".map(each => each.textContent).join()"))
                    .isEqualTo("");
        }
        page.setViewportSize(1_280, 900);
    }

    @Test
    void an_alert_is_silenced_with_an_end_and_a_reason() {
        Scenes.trading("silenced-in-a-browser").market();
        page.navigate(market + "/operations/?grid=silenced-in-a-browser");
        page.getByText("No alert fires, and none is silenced.").waitFor();
        page.getByText("silence one before works begin").click();
        look.check("alerts-quiet");
        page.locator("[data-alert=EmsPeriodStandsStill]").click();
        page.getByRole(AriaRole.DIALOG)
                .getByText("Until the silence ends it is shown here")
                .waitFor();
        page.getByLabel("It ends").selectOption("60");
        page.getByLabel("Why?").fill("the line is being mended");
        dialogs("Silence it").click();
        page.getByText("is silenced until").first().waitFor();
        dialogs("Close").click();
        page.getByText("\"the line is being mended\"").waitFor();
        look.check("alerts-silenced");
        button("End the silence").click();
        page.getByLabel("Why?").fill("it is mended");
        dialogs("End the silence").click();
        dialogs("Close").click();
        page.getByText("Silenced until").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        look.silent();
    }

    @Test
    void refused_messages_are_found_one_by_one() {
        var scene = Scenes.trading("refused-in-a-browser");
        scene.market();
        page.navigate(market + "/operations/refused?grid=refused-in-a-browser");
        page.getByText("No message was refused in 35 days.").waitFor();
        look.check("refused-empty");
        for (String text : List.of("\u0000", "[]", "[1]")) {
            page.request()
                    .post(
                            market + "/api/grids/refused-in-a-browser/readings",
                            RequestOptions.create()
                                    .setHeader("Content-Type", "application/json")
                                    .setData(text.getBytes(StandardCharsets.UTF_8)));
        }
        page.reload();
        page.locator("#rows li").first().waitFor();
        int all = page.locator("#rows li").count();
        look.check("refused");
        page.locator("#reasons a").first().click();
        page.waitForURL("**/operations/refused?*group=*");
        page.getByText("Only: ").waitFor();
        page.locator("#rows summary").first().click();
        button("Any reason").click();
        page.waitForURL("**/operations/refused?grid=refused-in-a-browser");
        page.getByLabel("Kind").selectOption("suspect");
        page.getByText("No message fits. Clear the filter to see them all.").waitFor();
        button("Clear").click();
        page.locator("#rows li").first().waitFor();
        assertThat(page.locator("#rows li").count()).isEqualTo(all);
        look.silent();
    }

    @Test
    void filters_stand_in_the_address_and_survive_reload_and_the_way_back() {
        stuckAtSettle("filtered-in-a-browser", 1);
        page.navigate(market + "/operations/?grid=filtered-in-a-browser");
        page.locator("select[name=state]").selectOption("ERROR");
        page.waitForURL("**/operations/?grid=filtered-in-a-browser&state=ERROR");
        page.getByLabel("Error contains").fill("tester");
        page.waitForURL("**/operations/*&error=tester");
        page.reload();
        assertThat(page.locator("select[name=state]").inputValue()).isEqualTo("ERROR");
        assertThat(page.getByLabel("Error contains").inputValue()).isEqualTo("tester");
        page.locator("#rows tbody tr").first().waitFor();
        assertThat(page.locator("#rows tbody tr").count()).isEqualTo(1);
        page.goBack();
        look.silent();
    }

    @Test
    void a_lost_server_leaves_what_was_seen_with_its_age() {
        stuckAtSettle("lost-in-a-browser", 1);
        page.navigate(market + "/operations/?grid=lost-in-a-browser");
        page.locator("#rows tbody tr").first().waitFor();
        page.route("**/api/**", Route::abort);
        page.getByText("Connection lost. The server cannot be reached.").waitFor();
        page.getByText("What you see is from 12:0").waitFor();
        assertThat(page.locator("#rows tbody tr").count()).isGreaterThan(0);
        look.accessible();
        look.picture("operations-lost");
    }

    @Test
    void an_operator_enrols_a_car_and_revokes_another_while_the_market_runs() {
        var scene = Scenes.trading("members-in-a-browser");
        scene.startPeriod();
        page.navigate(market + "/operations/members/?grid=members-in-a-browser");
        row("vehicle:EV-3").getByText("the beginning").waitFor();
        namesStandOnOneLine();
        look.check("members");

        page.locator("[name=kind][value=vehicle]").check();
        button("Enrol").click();
        page.getByText("is missing: 1 to 64 of").waitFor();
        page.locator("#enrol-name").fill("EV-9");
        page.locator("#enrol-charger").fill("7,4");
        button("Enrol").click();
        page.getByText("'7,4' is no number like 7.4").waitFor();
        page.locator("#enrol-charger").fill("7.4");
        button("Enrol").click();
        page.getByText("is missing: the capacity of the battery, in kWh")
                .first()
                .waitFor();
        look.forget("status of 400");
        look.check("members-faults");
        page.locator("#enrol-capacity").fill("60");
        page.locator("#enrol-stored").fill("30");
        page.locator("#enrol-reason").fill("a new car");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.getByText("vehicle:EV-9 is enrolled, and trades from the period of")
                .waitFor();
        row("vehicle:EV-9").getByText("joins", exactly()).waitFor();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke: vehicle:EV-3"))
                .click();
        page.getByText("Its account holds 25 kWh that cost").waitFor();
        page.getByRole(AriaRole.DIALOG).getByLabel("Why?").fill("sold");
        look.check("members-revoked");
        dialogs("Revoke it").click();
        page.getByText("vehicle:EV-3 is revoked, and takes no part from the period of")
                .waitFor();
        dialogs("Close").click();
        row("vehicle:EV-3").getByText("leaves", exactly()).waitFor();

        scene.endNextPeriod();
        scene.endNextPeriod();
        scene.endNextPeriod();
        row("vehicle:EV-9").getByText("member", exactly()).waitFor();
        row("vehicle:EV-3").getByText("left", exactly()).waitFor();
        look.check("members-changed");
        page.locator("[name=search]").fill("nobody");
        page.getByText("No party fits. Clear the search to see them all.").waitFor();
        assertThat(page.url()).endsWith("search=nobody");
    }

    private Locator row(String party) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(party));
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void who_may_not_look_at_members_is_told_why() {
        page.route(
                "**/api/grids/*/members**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/json")
                        .setBody("{\"detail\":\"You are analyst; this needs operator.\"}")));
        Scenes.trading("foreign-members-in-a-browser").market();
        page.navigate(market + "/operations/members/?grid=foreign-members-in-a-browser");
        page.getByText("You may not see this. You are analyst; this needs operator.")
                .waitFor();
        look.accessible();
        look.picture("members-may-not");
    }

    @Test
    void who_may_not_is_told_why() {
        page.route(
                "**/api/grids/*/operations**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/json")
                        .setBody("{\"detail\":\"You are analyst; this needs operator.\"}")));
        Scenes.trading("forbidden-in-a-browser").market();
        page.navigate(market + "/operations/?grid=forbidden-in-a-browser");
        page.getByText("You may not see this. You are analyst; this needs operator.")
                .waitFor();
        look.accessible();
        look.picture("operations-may-not");
    }

    private static Scene stuckAtSettle(String grid, int times) {
        var scene = Scenes.trading(grid);
        scene.order(Trouble.of("Settle", "exception", times));
        scene.endPeriod();
        scene.operatorSees("ERROR");
        return scene;
    }

    private Locator button(String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator dialogs(String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
