package ems.features.browser;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.access.LockedGrid;
import ems.features.access.LockedMarket;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Promises are read by everybody, and played by an analyst: one by one, and against a draft, whose broken ones are named. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class PromisesPageTest {

    private static final String HALFWAY = "A prosumer sells to an EV halfway between the grid's prices";
    /** A market starts for it, on a machine that does other things. */
    private static final Locator.WaitForOptions PLAYED = new Locator.WaitForOptions().setTimeout(300_000);

    private Chromium chromium;
    private LockedMarket locked;
    private String market;

    @BeforeAll
    void open() {
        chromium = Chromium.start();
        locked = LockedMarket.running();
        market = locked.address().toString();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private Page pageOf(String person) {
        var page = chromium.newPage(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        var cookie = locked.loggedIn(person).cookie().split("=", 2);
        page.context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl(market)
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT)));
        return page;
    }

    @Test
    void an_analyst_plays_a_promise_that_a_row_stands_for() {
        var grid = LockedGrid.open(locked, "promises-in-a-browser");
        var page = pageOf("anna");
        var look = new PageLook(page);
        page.navigate(market + "/promises/?grid=" + grid.name() + "&row=pricing,+row+7");
        var promise = page.locator(".promise").filter(new Locator.FilterOptions().setHasText(HALFWAY));
        assertThat(promise.getByText("stands for pricing, row 7")).isVisible();
        assertThat(page.locator(".promise")).hasCount(1);
        var scenario = promise.locator("details").first();
        scenario.locator("summary").click();
        look.check("promises");
        scenario.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play this one"))
                .click();
        page.getByRole(AriaRole.PROGRESSBAR).waitFor();
        page.getByText("1 scenario keeps its promise with the active tables").waitFor(PLAYED);
        scenario.getByText(Pattern.compile("Kept at .* UTC, with the active tables"))
                .waitFor();
        look.check("promises-played");
        page.context().close();

        var other = pageOf("uma");
        other.navigate(market + "/promises/?grid=" + grid.name());
        other.getByText("An analyst can play them from here.").waitFor();
        assertThat(other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play all")))
                .hasCount(0);
        other.context().close();
    }

    @Test
    void a_draft_is_told_which_promises_it_breaks() {
        var grid = LockedGrid.open(locked, "broken-promises-in-a-browser");
        var page = pageOf("anna");
        var look = new PageLook(page);
        page.navigate(market + "/rules/?grid=" + grid.name());
        page.getByText("New draft from the active version").click();
        var percent = page.getByLabel("percent (%), row 8", new Page.GetByLabelOptions().setExact(true));
        percent.fill("105");
        assertThat(page.locator("#saved")).containsText("Saved, revision");
        tab(page, "Promises");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play them"))
                .click();
        page.getByRole(AriaRole.PROGRESSBAR).waitFor();
        var approver = asksWhilePromisesArePlayed(page, grid);
        page.getByText(Pattern.compile("[0-9]+ of [0-9]+ scenarios are broken with draft [0-9]+\\."))
                .waitFor(PLAYED);
        assertThat(page.locator(".broken-list li").first())
                .containsText("Promised: EV-3 sells 0.06 kWh to House-Z0 at");
        look.check("draft-promises");
        page.context().close();
        approver.getByText("Since approval was asked for:").waitFor();
        approver.context().close();
    }

    /** @return page of the approver, who sees that they are under way */
    private Page asksWhilePromisesArePlayed(Page page, LockedGrid grid) {
        tab(page, "Approval");
        page.getByLabel("Why should these rules hold?").fill("homes pay less");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask for approval"))
                .click();
        page.getByText("is asked for, to hold").waitFor();
        tab(page, "Promises");
        var approver = pageOf("bert");
        approver.navigate(market + "/rules/approvals?grid=" + grid.name());
        approver.getByText("not played against these cells when approval was asked for.")
                .waitFor();
        approver.getByText("Under way:", new Page.GetByTextOptions().setExact(true))
                .waitFor();
        new PageLook(approver).check("approvals-playing");
        return approver;
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }
}
