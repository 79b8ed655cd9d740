package ems.features.browser;

import java.util.List;

import com.microsoft.playwright.Page;
import org.assertj.core.api.InstanceOfAssertFactories;
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
 * The market's own pages and its tools' pages work under the policy that it sends, and the browser complains of nothing.
 *
 * <p>What they look like is in {@code target/browser}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PagesInABrowserTest {

    /** Browsers ask for it of themselves, and the tools' pages have none. */
    private static final String ICON = "/favicon.ico";

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
        look.forgive(ICON);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void the_live_page_shows_a_trade() {
        var scene = Scenes.trading("seen-in-a-browser");
        scene.startPeriod();

        page.navigate(market + "/");
        page.getByLabel("Grid").selectOption("seen-in-a-browser");
        page.locator("#trades").getByText("EV-3").first().waitFor();
        look.picture("live");
        look.silent();
    }

    @Test
    void a_running_periods_diagram_is_drawn() {
        var scene = Scenes.trading("drawn-in-a-browser");
        scene.startPeriod();

        page.navigate(market + "/svg/processes/runMatchingPeriod/instances/"
                + scene.operatorSees("ACTIVE").id());
        assertThat(page.evaluate("[...document.getElementsByTagName('text')]"
                        + ".filter(text => text.getBoundingClientRect().width > 0).map(text => text.textContent)"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("Settle", "Anchor");
        look.silent();
    }

    @Test
    void the_operators_graphql_page_asks_for_the_schema() {
        var schema = page.waitForResponse(market + "/graphql", () -> page.navigate(market + "/q/graphql-ui/"));
        assertThat(schema.status()).isEqualTo(200);
        page.locator(".CodeMirror").first().click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText("{__typename}");
        page.keyboard().press("Control+Enter");
        page.locator(".result-window").getByText("\"Query\"").waitFor();
        look.picture("graphiql");
        look.silent();
    }

    @Test
    void the_page_of_addresses_lists_them() {
        page.navigate(market + "/q/swagger-ui/");
        page.getByText("/api/grids/{grid}/snapshot").first().waitFor();
        look.picture("swagger");
        look.silent();
    }

    /** Nothing comes from the browser's store unasked: what is transferred of each file is more than nothing. */
    @Test
    void a_second_visit_asks_for_each_part_of_the_page_again() {
        page.navigate(market + "/");
        page.navigate(market + "/");
        assertThat(page.evaluate("performance.getEntriesByType('resource').filter(part => part.name.includes('/live/'))"
                        + ".filter(part => part.transferSize === 0).map(part => part.name)"))
                .isEqualTo(List.of());
        assertThat(page.evaluate("performance.getEntriesByName(location.origin + '/live/main.js').length"))
                .isEqualTo(1);
    }
}
