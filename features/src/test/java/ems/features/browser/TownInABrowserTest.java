package ems.features.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.RunningMarket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a town, with answers of towns of all kinds and of none. A market serves its files, too.
 *
 * <p>What it looks like is in {@code target/browser}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TownInABrowserTest {

    private static final String VIEW = "**/api/town";
    private static final String BEGINS = "{\"clock\":\"2026-01-31T12:00:00Z\",\"homes\":2,\"market\":\"\","
            + "\"doing\":\"The town opens.\",\"children\":[]}";
    private static final String STANDS = "{\"clock\":\"2026-01-31T12:00:00Z\",\"homes\":1,"
            + "\"market\":\"http://127.0.0.1:8080/\",\"doing\":\"Everybody has been started.\",\"children\":["
            + "{\"name\":\"rsu-1\",\"role\":\"road-side unit\",\"state\":\"RUNS\",\"process\":4711,\"port\":8091,"
            + "\"since\":\"2026-01-31T11:58:00Z\",\"restarts\":1,"
            + "\"said\":\"signs block 3 of period 2026-01-31T11:59:00Z\"},"
            + "{\"name\":\"agent-L1\",\"role\":\"agent\",\"state\":\"WAITS\",\"process\":null,\"port\":null,"
            + "\"since\":\"2026-01-31T11:59:00Z\",\"restarts\":0,\"said\":\"<b>bold</b>\"}]}";

    private Chromium chromium;
    private String address;
    private Page page;
    private PageLook look;

    @BeforeAll
    void open() {
        chromium = Chromium.start();
        address = RunningMarket.address() + "/town/";
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

    private void answers(String view) {
        page.unroute(VIEW);
        page.route(
                VIEW,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(view)));
    }

    @Test
    void who_is_there_who_is_started_again_and_whom_one_may_kill() {
        answers(STANDS);
        page.navigate(address);
        page.getByText("signs block 3 of period").waitFor();
        assertThat(page.locator("tbody tr").allInnerTexts())
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).contains("rsu-1", "4711", "8091", "runs"))
                .anySatisfy(row -> assertThat(row).contains("agent-L1", "starts again", "none", "<b>bold</b>"));
        assertThat(page.locator("#play code").allInnerTexts())
                .as("nobody is to kill whoever does not run")
                .containsExactly("kill -9 4711");
        assertThat(page.locator("#doing a").getAttribute("href")).isEqualTo("http://127.0.0.1:8080/");
        look.check("town");
    }

    @Test
    void nobody_is_there_yet() {
        answers(BEGINS);
        page.navigate(address);
        page.getByText("Nobody yet.").waitFor();
        look.check("town-opens");
    }

    @Test
    void a_market_alone_is_no_town() {
        look.forgive("status of 404");
        page.navigate(address);
        page.getByText("No town is open here.").waitFor();
        look.check("town-none");
    }

    @Test
    void a_town_that_has_ended_leaves_what_was_seen_and_says_so() {
        look.forgive("ERR_FAILED");
        answers(STANDS);
        page.navigate(address);
        page.getByText("signs block 3 of period").waitFor();
        page.unroute(VIEW);
        page.route(VIEW, Route::abort);
        page.getByText("Connection lost. The server cannot be reached.").waitFor();
        assertThat(page.locator("tbody tr").count()).isEqualTo(2);
        look.check("town-ended");
    }
}
