package ems.features.browser;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.features.access.LockedMarket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A market with people, over TLS: logging in, ruling people, and what a stranger's page can do to somebody who is logged in.
 *
 * <p>What the pages look like is in {@code target/browser}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LoginInABrowserTest {

    private static final int FORBIDDEN = 403;
    /** The browser asks whether it may, and is told that nobody may. */
    private static final int PREFLIGHT_REFUSED = 405;

    private Chromium chromium;
    private StrangersSite site;
    private LockedMarket locked;
    private String market;

    private Page page;
    private PageLook look;

    @BeforeAll
    void open() throws IOException {
        chromium = Chromium.start();
        site = StrangersSite.open();
        locked = LockedMarket.running();
        market = locked.address().toString();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
            site.close();
        }
    }

    @BeforeEach
    void visit() {
        page = chromium.newPage(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        look = new PageLook(page);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private void isLoggedInAs(String name) {
        var cookie = locked.loggedIn(name).cookie().split("=", 2);
        page.context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl(market)
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT)));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void who_is_not_logged_in_is_led_to_the_login_and_on_to_where_one_wanted() {
        page.navigate(market + "/people/?x=1");
        page.waitForURL(market + "/login.html?to=%2Fpeople%2F%3Fx%3D1");
        look.picture("login");
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Password").fill(LockedMarket.PASSWORD);
        button("Log in").click();
        page.waitForURL(market + "/people/?x=1");
        page.getByText("olga").first().waitFor();
        assertThat(page.evaluate("document.cookie"))
                .as("no script reads the cookie")
                .isEqualTo("");
        button("Log out").click();
        page.waitForURL(market + "/login.html");
        page.navigate(market + "/people/");
        page.waitForURL(market + "/login.html?to=%2Fpeople%2F");
        look.silent();
    }

    @Test
    void a_wrong_password_is_said_in_words_and_the_name_stays() {
        page.navigate(market + "/login.html");
        page.getByLabel("Name").fill("nobody.there");
        page.getByLabel("Password").fill("not the password");
        button("Log in").click();
        page.getByText("Name or password is wrong.").waitFor();
        assertThat(page.getByLabel("Name").inputValue()).isEqualTo("nobody.there");
        assertThat(page.getByLabel("Password").inputValue()).isEmpty();
    }

    @Test
    void an_admin_adds_a_person_changes_roles_and_disables() {
        isLoggedInAs("ada");
        page.navigate(market + "/people/");
        var adding = page.locator("#add");
        adding.getByLabel("Name").fill("vera");
        adding.getByLabel("First password").fill("another four words");
        adding.getByLabel("auditor").check();
        button("Add").click();
        page.getByText("vera may log in now.").waitFor();
        button("Change roles: vera").click();
        page.locator("#change").getByLabel("analyst").check();
        look.picture("people-roles");
        button("Change").click();
        page.locator("tr", new Page.LocatorOptions().setHasText("vera"))
                .getByText("analyst, auditor")
                .waitFor();
        button("Disable: vera").click();
        button("Enable: vera").waitFor();
        button("Disable: ada").click();
        page.getByText("ada is the only admin, and one must stay").waitFor();
        look.picture("people");
    }

    @Test
    void an_operator_issues_a_token_which_is_shown_once() {
        isLoggedInAs("olga");
        page.navigate(market + "/people/");
        page.getByText("You are operator; this needs admin.").waitFor();
        var issue = page.locator("#issue");
        issue.getByLabel("Name of the device or program").fill("gateway-7");
        issue.getByLabel("Speaks for").fill("prosumer:L1, prosumer:L2");
        issue.getByLabel("Reason").fill("a gateway was installed");
        button("Issue").click();
        page.locator("#issued .secret").waitFor();
        assertThat(page.locator("#issued .secret").textContent()).startsWith("ems_");
        page.reload();
        page.getByText("gateway-7").waitFor();
        assertThat(page.locator("#issued .secret").count()).isZero();
        button("Revoke: gateway-7").click();
        page.locator("#why").getByLabel("Why?").fill("the gateway was stolen");
        page.locator("#why button[value='do']").click();
        page.locator("tr", new Page.LocatorOptions().setHasText("gateway-7"))
                .getByText("revoked")
                .waitFor();
        look.silent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.//evil.example/login.html", "//evil.example/", "https://evil.example/", "/\\\\evil.example/"})
    void the_login_leads_to_addresses_of_the_market_alone(String to) {
        isLoggedInAs("olga");
        page.navigate(market + "/login.html?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        page.waitForURL(market + "/");
    }

    @Test
    void a_first_password_that_an_admin_chose_is_changed_at_the_first_login() {
        isLoggedInAs("ada");
        page.navigate(market + "/people/");
        var adding = page.locator("#add");
        adding.getByLabel("Name").fill("nora");
        adding.getByLabel("First password").fill("another four words");
        adding.getByLabel("auditor").check();
        button("Add").click();
        page.getByText("nora may log in now.").waitFor();
        page.context().clearCookies();
        page.navigate(market + "/login.html");
        page.getByLabel("Name").fill("nora");
        page.getByLabel("Password").fill("another four words");
        button("Log in").click();
        page.waitForURL(market + "/account/");
        page.getByText("Choose one of your own.").waitFor();
        page.getByLabel("Password until now").fill("another four words");
        page.getByLabel("New password").fill("four words of my own");
        look.picture("account");
        button("Change it").click();
        page.waitForURL(market + "/login.html?changed");
        page.getByLabel("Name").fill("nora");
        page.getByLabel("Password").fill("four words of my own");
        button("Log in").click();
        page.waitForURL(market + "/");
        look.silent();
    }

    @Test
    void an_auditor_sees_the_operators_page_and_may_order_nothing_there() {
        isLoggedInAs("uma");
        page.navigate(market + "/operations/");
        page.getByText(Pattern.compile("uma is .*auditor.*needs operator"))
                .first()
                .waitFor();
        assertThat(button("Pause trading").isDisabled()).isTrue();
        look.silent();
    }

    @Test
    void an_admin_is_told_by_the_market_why_operations_are_not_seen() {
        isLoggedInAs("ada");
        page.navigate(market + "/operations/");
        page.getByText("ada is admin; to see the market as a whole needs")
                .first()
                .waitFor();
        page.getByText("You may not see this.").first().waitFor();
    }

    @Test
    void the_live_page_says_who_is_there() {
        isLoggedInAs("olga");
        page.navigate(market + "/");
        page.locator("#who").getByText("olga").waitFor();
        page.locator("#connection").getByText("Live").waitFor();
        page.navigate(market + "/operations/");
        page.locator("#who").getByText("olga").waitFor();
        page.locator("#connection").getByText("Connected").waitFor();
        assertThat(page.locator("header").getByText("olga").count()).isEqualTo(1);
        look.silent();
    }

    /** For everybody, wide and narrow, by day and by night, and without a complaint of the browser. */
    @ParameterizedTest
    @CsvSource({"/login.html, login", "/setup.html, setup", "/people/, people", "/account/, account"})
    void a_page_is_for_everybody_by_day_and_by_night(String path, String name) {
        if (path.endsWith("/")) {
            isLoggedInAs("ada");
        }
        page.navigate(market + path);
        page.locator("h1").waitFor();
        if (path.equals("/people/")) {
            page.getByText("olga").first().waitFor();
        }
        look.check(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch(market + '/api/logout', {method: 'POST', mode: 'no-cors', credentials: 'include'})",
                "fetch(market + '/api/people/olga/disable', {method: 'POST', mode: 'no-cors', credentials: 'include'})",
                "fetch(market + '/api/tokens/x', {method: 'DELETE', mode: 'cors', credentials: 'include'})",
                "fetch(market + '/api/people', {mode: 'cors', credentials: 'include'}).then(r => r.text())",
                "new Promise(done => { const i = new Image(); i.onload = () => done('seen'); i.onerror = () => done('no');"
                        + " i.src = market + '/api/trail'; })"
            })
    void a_strangers_page_uses_nobodys_login(String attack) {
        isLoggedInAs("ada");
        page.navigate(site.address());
        var statuses = Statuses.of(page, market);
        page.evaluate("market => (async () => { try { await " + attack + "; } catch (refused) { } })()", market);
        assertThat(statuses.atLeast(1)).isSubsetOf(FORBIDDEN, PREFLIGHT_REFUSED);
        assertThat(locked.loggedIn("ada").get("/api/people").statusCode())
                .as("still logged in")
                .isEqualTo(200);
        assertThat(locked.loggedIn("ada").get("/api/people").body()).contains("olga");
    }
}
