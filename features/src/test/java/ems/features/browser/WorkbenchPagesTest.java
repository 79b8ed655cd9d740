package ems.features.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.access.Caller;
import ems.features.access.LockedGrid;
import ems.features.access.LockedMarket;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An analyst changes a price, sees what is wrong and what differs, and asks; somebody else approves; the period that was named uses
 * it. By the keyboard, on a small screen and in the dark as well.
 *
 * <p>What the pages look like is in {@code target/browser}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkbenchPagesTest {

    private static final int NARROW = 1200;
    private static final int HIGH = 900;
    private static final Pattern DRAFT = Pattern.compile(".*/rules/drafts/[0-9]+.*");

    private static final Pattern COUNTED = Pattern.compile("[2-3] periods, 0 trades priced");

    private Chromium chromium;
    private LockedMarket locked;
    private String market;
    private Page page;
    private PageLook look;

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

    @AfterEach
    void leave() {
        page.context().close();
    }

    private void become(String person) {
        if (page != null && !page.isClosed()) {
            page.context().close();
        }
        page = chromium.newPage(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        look = new PageLook(page);
        var cookie = locked.loggedIn(person).cookie().split("=", 2);
        page.context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl(market)
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT)));
    }

    private void beginsDraft(LockedGrid grid) {
        become("anna");
        page.navigate(market + "/rules/?grid=" + grid.name());
        page.getByText("No draft. Start from the active version.").waitFor();
        button("New draft from the active version").click();
        page.waitForURL(DRAFT);
        cell("percent (%), row 8").waitFor();
    }

    private Locator cell(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    @Test
    void an_analyst_changes_a_price_another_approves_and_the_period_named_uses_it() {
        var grid = LockedGrid.open(locked, "workbench-in-a-browser");
        become("anna");
        page.navigate(market + "/rules/?grid=" + grid.name());
        page.getByText("No draft. Start from the active version.").waitFor();
        look.check("rules-empty");
        page.close();
        beginsDraft(grid);
        page.getByText("Nothing is changed.").first().waitFor();
        noCellHides();
        look.picture("draft-narrow");

        cell("percent (%), row 8").fill("banana");
        page.getByText("pricing.csv, row 8, percent (%), \"banana\"").waitFor();
        assertThat(cell("percent (%), row 8")).hasAttribute("aria-invalid", "true");
        look.check("draft-faulty");
        button("Go there").click();
        assertThat(cell("percent (%), row 8")).isFocused();
        page.keyboard().press("Control+z");
        assertThat(cell("percent (%), row 8")).hasValue("110");
        cell("percent (%), row 8").fill("105");
        page.getByText("No faults: the market would take these tables.").waitFor();
        page.getByText("Sound, version").waitFor();
        assertThat(cell("percent (%), row 8")).hasClass("changed");
        assertThat(cell("percent (%), row 8")).hasAccessibleDescription("110 in the active rules");
        look.check("draft-changed");

        tab("Changes").click();
        page.locator("#changes").getByText("percent (%)").waitFor();
        look.check("draft-changes");
        tab("Approval").click();
        page.getByLabel("Why should these rules hold?").fill("homes pay less, cars still gain");
        page.getByLabel("From the period that starts at (UTC)").fill("2026-06-21T12:03");
        button("Ask for approval").click();
        page.getByText("is asked for, to hold from the period of 2026-06-21T12:03:00Z")
                .waitFor();
        look.check("draft-asked");
        page.navigate(market + "/rules/approvals?grid=" + grid.name());
        page.getByText("anna is analyst; to approve drafts of rules needs approver.")
                .waitFor();
        assertThat(button("Approve")).isDisabled();

        become("bert");
        page.navigate(market + "/rules/approvals?grid=" + grid.name());
        page.getByText("\"homes pay less, cars still gain\"").waitFor();
        page.getByText("none was run with these cells").waitFor();
        page.getByText("not played against these cells when approval was asked for.")
                .waitFor();
        look.check("approvals");
        approves("a fair split", "2026-06-21T12:03:00Z");

        var before = grid.rulesOf(0);
        grid.begins(3);
        assertThat(List.of(grid.rulesOf(1), grid.rulesOf(2))).containsOnly(before);
        var after = grid.rulesOf(3);
        assertThat(after).isNotEqualTo(before);
        goesBackByApproval(grid, before);
        assertThat(grid.rulesOf(4)).isEqualTo(after);
        assertThat(grid.rulesOf(5)).isEqualTo(before);
        goesBackAtOnce(grid, after);
        assertThat(grid.rulesOf(6)).isEqualTo(after);
    }

    /** Whoever goes to a cell sees it, beside its rule, which stays in sight. */
    private void noCellHides() {
        page.setViewportSize(NARROW, HIGH);
        for (var label : List.of("refuse with reason, row 8", "cost from (p/kWh), row 8")) {
            cell(label).focus();
            var seen = cell(label).boundingBox();
            var rule = cell("rule, row 8").boundingBox();
            var whole = page.locator(".grid-scroll").boundingBox();
            assertThat(seen.x).as(label).isGreaterThanOrEqualTo(rule.x + rule.width);
            assertThat(seen.x + seen.width).as(label).isLessThanOrEqualTo(whole.x + whole.width);
            assertThat(whole.x + whole.width).as("the grid itself").isLessThanOrEqualTo(NARROW);
        }
    }

    private void approves(String why, String from) {
        button("Approve").click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Why?").fill(why);
        dialogs("Approve").click();
        page.getByText("is approved, and holds from the period of " + from).waitFor();
        dialogs("Close").click();
        page.getByText("Nothing waits for you.").waitFor();
    }

    /** By a draft from the old version, for which an analyst asks and which somebody else approves. */
    private void goesBackByApproval(LockedGrid grid, String before) {
        become("anna");
        page.navigate(market + "/rules/history?grid=" + grid.name());
        page.getByText("approved by bert").waitFor();
        page.getByText("in " + before + ":").first().waitFor();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Count what version " + before + " did"))
                .click();
        page.getByText(COUNTED).waitFor();
        page.locator("#versions summary").getByText("rows never hit").click();
        page.locator("#versions summary").getByText("What was known").click();
        page.getByText("none was run with these cells").waitFor();
        look.check("history");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New draft from version " + before))
                .click();
        page.waitForURL(DRAFT);
        tab("Changes").click();
        page.locator("#changes del").getByText("105").waitFor();
        tab("Approval").click();
        page.getByLabel("Why should these rules hold?").fill("the split was not fair");
        page.getByLabel("From the period that starts at (UTC)").fill("2026-06-21T12:05");
        button("Ask for approval").click();
        page.getByText("is asked for, to hold from the period of 2026-06-21T12:05:00Z")
                .waitFor();

        become("bert");
        page.navigate(market + "/rules/approvals?grid=" + grid.name());
        page.getByText("\"the split was not fair\"").waitFor();
        approves("back to what was", "2026-06-21T12:05:00Z");
        grid.begins(5);
        page.navigate(market + "/rules/history?grid=" + grid.name());
        page.getByText("a period keeps the rules with which it opened").waitFor();
        page.getByText("\"back to what was\"").waitFor();
    }

    /** As an operator may, in an emergency. */
    private void goesBackAtOnce(LockedGrid grid, String version) {
        become("olga");
        page.navigate(market + "/rules/history?grid=" + grid.name());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go back to version " + version))
                .click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Why?").fill("nobody trades");
        look.picture("history-go-back");
        dialogs("Go back").click();
        page.getByText("hold again from the period of").waitFor();
        dialogs("Close").click();
        grid.begins(6);
        page.navigate(market + "/rules/?grid=" + grid.name());
        page.getByText("an operator went back to the rules of version").waitFor();
        look.check("rules-restored");
    }

    @Test
    @Tag("slow")
    void a_grid_of_cells_is_edited_like_a_spreadsheet() {
        var grid = LockedGrid.open(locked, "cells-in-a-browser");
        beginsDraft(grid);
        cell("percent (%), row 8").click();
        page.keyboard().press("Control+a");
        page.keyboard().type("107");
        page.keyboard().press("Escape");
        assertThat(cell("percent (%), row 8")).hasValue("110");
        page.keyboard().press("Control+a");
        page.keyboard().type("108");
        page.keyboard().press("Shift+Enter");
        assertThat(cell("percent (%), row 7")).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(cell("percent (%), row 8")).isFocused();
        page.keyboard().press("Control+z");
        assertThat(cell("percent (%), row 8")).hasValue("110");
        page.keyboard().press("Control+y");
        assertThat(cell("percent (%), row 8")).hasValue("108");
        page.keyboard().press("Control+Enter");
        assertThat(cell("rule, row 9")).isFocused();
        paste("\"A car that paid much sells, at most, at its cost\"\treleased\t40\nAnother car\treleased\t50\t60\n");
        assertThat(cell("rule, row 9")).hasValue("A car that paid much sells, at most, at its cost");
        assertThat(cell("cost below (p/kWh), row 10")).hasValue("60");
        page.keyboard().press("Control+z");
        assertThat(cell("rule, row 9")).hasValue("");
        button("Remove this rule").click();
        assertThat(cell("rule, row 9")).hasCount(0);
        assertThat(page.locator("#saved")).containsText("Saved, revision");
        page.reload();
        assertThat(cell("percent (%), row 8")).hasValue("108");
        look.silent();
    }

    private void paste(String text) {
        page.evaluate(
                "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
                        + " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
                        + " { clipboardData: data, bubbles: true, cancelable: true })); }",
                text);
    }

    /** The files are LibreOffice's own, saved in English and in German. */
    @Test
    @Tag("slow")
    void a_sheet_that_libreoffice_saved_is_looked_at_and_taken() {
        var grid = LockedGrid.open(locked, "sheet-in-a-browser");
        beginsDraft(grid);
        bringsIn("untouched-de-pricing.xlsx");
        page.getByText("Nothing: it says what the draft says.").waitFor();
        bringsIn("edited-en-pricing.xlsx");
        page.getByText("edited-en-pricing.xlsx would change").waitFor();
        assertThat(page.locator("#read ins")).hasText("in the file: 105.5");
        look.check("draft-brought-in");
        button("Take it into the draft").click();
        assertThat(cell("percent (%), row 8")).hasValue("105.5");
        bringsIn("edited-de-pricing.xlsx");
        page.getByText("edited-de-pricing.xlsx would change").waitFor();
        button("Take it into the draft").click();
        page.getByText("pricing.csv, row 8, percent (%), \"105,5\"").waitFor();
        bringsIn("helped-de-pricing.xlsx");
        page.getByText("helped-de-pricing.xlsx was not taken.").waitFor();
        page.getByText("C6 holds a date (46055), which a spreadsheet made of what was typed")
                .waitFor();
        assertThat(cell("percent (%), row 8")).hasValue("105,5");
    }

    private void bringsIn(String file) {
        page.getByLabel("Bring in a CSV or XLSX")
                .setInputFiles(Path.of("..", "rules", "src", "test", "resources", "ems", "rules", "workbook", file));
    }

    @Test
    @Tag("slow")
    void two_who_change_the_same_table_see_both_sides() {
        var grid = LockedGrid.open(locked, "conflict-in-a-browser");
        beginsDraft(grid);
        page.getByText("No faults").waitFor();
        var id = page.url().replaceAll(".*/", "").replaceAll("[?#].*", "");
        var anna = locked.loggedIn("anna");
        var text = anna.get("/api/rules/drafts/" + id + "/tables/pricing.csv").body();
        var begun = anna.get("/api/rules/drafts/" + id).body();
        page.route( // what others save is not seen by itself
                "**/api/rules/drafts/" + id,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(begun)));
        anna.putTable("/api/rules/drafts/" + id + "/tables/pricing.csv", 0, text.replace("cost,,110,", "cost,,104,"));
        cell("percent (%), row 8").fill("106");
        page.getByText("Somebody saved this table meanwhile").waitFor();
        assertThat(look.complaints()).allMatch(complaint -> complaint.contains("status of 4"));
        page.getByText("theirs: percent (%) 104").waitFor();
        look.check("draft-conflict");
        page.getByLabel("theirs: percent (%) 104").check();
        button("Save this choice").click();
        assertThat(cell("percent (%), row 8")).hasValue("104");
        assertThat(page.locator("#saved")).containsText("Saved, revision");
        assertThat(anna.get("/api/rules/drafts/" + id + "/tables/pricing.csv").body())
                .contains("cost,,104,");
    }

    @Test
    @Tag("slow")
    void a_draft_that_would_take_back_what_others_had_approved_is_brought_up_to_date() {
        var grid = LockedGrid.open(locked, "behind-in-a-browser");
        beginsDraft(grid);
        cell("percent (%), row 8").fill("107");
        page.getByText("Sound, version").waitFor();
        var other = approved(grid, "105", 4);
        page.getByText("Others had rules approved since this draft began").waitFor();
        page.getByText("of anna, approved by bert").waitFor();
        look.check("draft-behind");
        tab("Approval").click();
        page.getByLabel("Why should these rules hold?").fill("homes pay less");
        button("Ask for approval").click();
        page.getByText("would take back: pricing.csv").waitFor();
        button("Bring it up to date").click();
        page.getByText("Others had rules approved that this draft changes, too").waitFor();
        look.picture("draft-behind-conflict");
        page.getByLabel("theirs: percent (%) 105").check();
        button("Take this choice").click();
        assertThat(page.locator("#behind")).isHidden();
        tab("Tables").click();
        assertThat(cell("percent (%), row 8")).hasValue("105");

        become("bert");
        page.navigate(market + "/rules/approvals?grid=" + grid.name());
        button("Take back").click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Why?").fill("a slip in row 8");
        dialogs("Take back").click();
        page.getByText("The approval is taken back").waitFor();
        dialogs("Close").click();
        become("anna");
        page.navigate(market + "/rules/drafts/" + other + "#approval");
        page.getByText("bert took the approval back: ").waitFor();
        look.check("draft-taken-back");
        page.navigate(market + "/rules/history?grid=" + grid.name());
        page.getByText("\"a slip in row 8\"").waitFor();
        look.check("history-taken-back");
    }

    /** @return number of a draft that somebody else approved meanwhile */
    private String approved(LockedGrid grid, String percent, int minute) {
        var anna = locked.loggedIn("anna");
        var draft = Caller.json(anna.post("/api/rules/drafts", Map.of("grid", grid.name())));
        var address = "/api/rules/drafts/" + draft.path("id").asText();
        var text = anna.get(address + "/tables/pricing.csv").body();
        anna.putTable(address + "/tables/pricing.csv", 0, text.replace("cost,,110,", "cost,," + percent + ","));
        anna.post(
                address + "/approval-request",
                Map.of("reason", "cheaper for homes", "holdsFrom", LockedGrid.period(minute)));
        var seen = Caller.json(anna.get(address));
        var answer = locked.loggedIn("bert")
                .post(
                        "/api/rules/approvals/" + draft.path("id").asText(),
                        Map.of(
                                "request",
                                seen.at("/request/trail").asLong(),
                                "hash",
                                seen.path("hash").asText(),
                                "verdict",
                                "approve",
                                "reason",
                                "fair"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return draft.path("id").asText();
    }

    @Test
    @Tag("slow")
    void whoever_is_logged_out_meanwhile_loses_nothing_that_was_typed() {
        var grid = LockedGrid.open(locked, "logged-out-in-a-browser");
        beginsDraft(grid);
        var cookies = page.context().cookies();
        page.context().clearCookies();
        cell("percent (%), row 8").fill("103");
        page.getByText("What you typed stays here, and is sent again.").waitFor();
        page.getByText("You are not logged in.").waitFor();
        look.picture("draft-logged-out");
        page.context()
                .addCookies(cookies.stream()
                        .map(cookie -> new Cookie(cookie.name, cookie.value)
                                .setUrl(market)
                                .setSecure(true)
                                .setHttpOnly(true))
                        .toList());
        assertThat(page.locator("#saved")).containsText("Saved, revision 1");
        assertThat(cell("percent (%), row 8")).hasValue("103");
    }

    @Test
    void who_may_only_look_sees_the_rules_and_cannot_change_them() {
        var grid = LockedGrid.open(locked, "looked-at-in-a-browser");
        beginsDraft(grid);
        var draft = page.url();
        become("uma");
        page.navigate(market + "/rules/?grid=" + grid.name());
        page.getByText("uma is auditor; to edit drafts of rules needs analyst.").waitFor();
        assertThat(button("New draft from the active version")).isDisabled();
        page.navigate(draft);
        assertThat(cell("percent (%), row 8")).hasAttribute("readonly", "");
        assertThat(page.getByLabel("Bring in")).hasCount(0);
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
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
