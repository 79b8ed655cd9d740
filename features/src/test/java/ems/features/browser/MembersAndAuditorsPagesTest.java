package ems.features.browser;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import ems.features.RunningMarket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member reads a bill that adds up and checks a receipt; an auditor compares the ledger with what was kept.
 *
 * <p>What the pages look like is in {@code target/browser}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class MembersAndAuditorsPagesTest {

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
        look.forgive("status of 404");
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void a_member_reads_a_bill_that_adds_up_and_checks_a_receipt() {
        var scene = Scenes.trading("bill-in-a-browser");
        scene.market();
        page.navigate(market + "/me/?party=bill-in-a-browser/prosumer:Z0&month=2026-06");
        page.getByText("Your first trade will show here.").waitFor();
        look.check("bill-first-day");
        scene.startPeriod();
        scene.endPeriod();
        Scenes.assertSettled(scene);

        page.reload();
        page.getByText("Added up again in this browser: 1 line makes the total exactly.")
                .waitFor();
        assertThat(page.locator("#days tfoot").textContent()).contains("0.060 kWh");
        look.check("bill");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.pdf(new Page.PdfOptions()
                .setPath(PageLook.PICTURES.resolve("bill.pdf"))
                .setFormat("A4"));
        look.picture("bill-on-paper");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

        button("2026-06-21").click();
        page.locator("[data-trade]").click();
        page.getByText("Why these two: Z0 and EV-3 move 0.060 kWh").waitFor();
        button("Check the receipt in this browser").click();
        page.getByText("This receipt is right.").waitFor();
        page.getByText("EV-3 stored 0.06 kWh of Z0").waitFor();
        page.locator("#trade-words").getByText("Rules of the period: version").waitFor();
        look.check("bill-trade");
        String rules =
                page.locator("#trade-words a[href^='/rules/history'] code").textContent();
        page.locator("#trade-words a[href^='/rules/history']").click();
        page.locator("#version-" + rules).getByText(rules).waitFor();
        page.goBack();
        page.getByText("Why these two:").waitFor();

        // a trade that cannot be had takes nothing of the bill away
        String day = market + "/me/?party=bill-in-a-browser/prosumer:Z0&month=2026-06&day=2026-06-21";
        page.navigate(day + "&trade=2026-06-21T12:00:00Z~Z0~EV-99");
        page.getByText("This trade cannot be shown.").waitFor();
        assertThat(page.locator("#days tfoot").textContent()).contains("0.060 kWh");
        answersWith("**/bill?*", "\"waitingBlocks\":0", "\"waitingBlocks\":7");
        answersWith("**/trades?*", "\"notKeptBefore\":null", "\"notKeptBefore\":\"2026-06-21T11:59:00Z\"");
        page.navigate(day);
        page.getByText("This is not the whole bill yet. 7 sealed blocks are not counted")
                .waitFor();
        page.getByText("What was booked before 2026-06-21 11:59 is no longer kept line by line.")
                .waitFor();
        assertThat(page.locator("#days tfoot").textContent()).contains("Total so far");
        look.check("bill-waiting");
        page.unrouteAll();
        page.navigate(market + "/me/?party=bill-in-a-browser/vehicle:EV-3&month=2026-06");
        page.getByText("floor: nothing below it is sold").waitFor();
        look.check("bill-car");
        page.navigate(market + "/me/?party=bill-in-a-browser/prosumer:Nobody");
        page.getByText("There is no such bill.").waitFor();
        look.check("bill-foreign");
        page.route("**/api/members/**", Route::abort);
        page.navigate(market + "/me/?party=bill-in-a-browser/prosumer:Z0");
        page.getByText("Connection lost. The server cannot be reached.").waitFor();
    }

    @Test
    void an_auditor_sees_a_cut_tail_and_proves_that_the_ledger_goes_on_from_what_was_kept() throws Exception {
        var scene = Scenes.trading("audited-in-a-browser");
        scene.startPeriod();
        scene.endPeriod();
        Scenes.assertSettled(scene);
        var ledger = market + "/api/grids/audited-in-a-browser/";
        byte[] kept = page.request().get(ledger + "checkpoint").body();
        scene.endNextPeriod();

        page.navigate(market + "/audit/?grid=audited-in-a-browser");
        page.locator("#blocks tbody tr").first().waitFor();
        page.getByText("The archived tables of 1 version still have the hash that the blocks name.")
                .waitFor();
        assertThat(page.locator("#rules tbody a").count()).as("three tables").isEqualTo(3);
        look.check("audit");
        answersWith("**/rule-versions", "\"wrong\":0", "\"wrong\":1");
        page.reload();
        page.getByText("1 version does not agree with the ledger or the archive.")
                .waitFor();
        page.unrouteAll();
        page.reload();
        page.locator("#blocks tbody tr").first().waitFor();
        gives("#since-form [name=earlier]", kept);
        button("Compare with the ledger of now").click();
        page.getByText("The ledger goes on from the checkpoint that you kept.").waitFor();
        look.check("audit-proved");

        String text = new String(kept, StandardCharsets.UTF_8);
        var lines = text.split("\n", 3);
        gives("#since-form [name=earlier]", (lines[0] + "\n99\n" + lines[2]).getBytes(StandardCharsets.UTF_8));
        button("Compare with the ledger of now").click();
        page.getByText("The ledger is cut: it has").waitFor();
        look.check("audit-cut");
        gives("#since-form [name=earlier]", (lines[0] + "\n1\n" + lines[2]).getBytes(StandardCharsets.UTF_8));
        button("Compare with the ledger of now").click();
        page.getByText("are not the ones that you know: the ledger was written anew")
                .waitFor();

        gives("#since-form [name=earlier]", "ems-receipt-1\n".getBytes(StandardCharsets.UTF_8));
        button("Compare with the ledger of now").click();
        page.getByText("is a receipt, and not a checkpoint: check it at /verify/")
                .waitFor();
        page.getByText("Period (market\u2019s clock)").first().waitFor();

        var header = page.locator("#blocks tbody tr").first();
        String anchor = header.locator("th").textContent() + " "
                + header.locator("code").textContent() + "\n";
        gives("#anchors-form [name=anchors]", anchor.getBytes(StandardCharsets.UTF_8));
        button("Compare them with the blocks").click();
        page.getByText("The ledger is the one that was anchored.").waitFor();
        gives(
                "#anchors-form [name=anchors]",
                ("99" + anchor.substring(anchor.indexOf(' '))).getBytes(StandardCharsets.UTF_8));
        button("Compare them with the blocks").click();
        page.getByText("and your copy names block 99").waitFor();
        look.silent();
    }

    /** As somebody has it on a disk: no server, no network. */
    @Test
    void the_verifier_also_works_as_one_saved_file() throws Exception {
        var scene = Scenes.trading("saved-in-a-browser");
        scene.startPeriod();
        scene.endPeriod();
        Scenes.assertSettled(scene);
        var trades = page.request()
                .get(market + "/api/members/prosumer:Z0/trades?grid=saved-in-a-browser&day=2026-06-21")
                .text();
        String match = trades.replaceFirst("(?s).*?\"match\":\"([^\"]+)\".*", "$1");
        byte[] receipt = page.request()
                .get(market + "/api/grids/saved-in-a-browser/receipts/" + match)
                .body();

        page.navigate(market + "/verify/");
        look.check("verify");
        var download =
                page.waitForDownload(() -> button("Save the verifier as a file").click());
        var file = PageLook.PICTURES.toAbsolutePath().resolve("ems-verify.html");
        download.saveAs(file);
        assertThat(page.locator("#saved-hash").textContent())
                .isEqualTo(Files.readString(Path.of("..", "docs", "auditing.md"))
                        .replaceFirst("(?s).*ems-verify.html`\\s*\\|\\s*`([0-9a-f]{64})`.*", "$1"));

        page.navigate(file.toUri().toString());
        gives("#receipt-form [name=receipt]", receipt);
        button("Check it").click();
        page.getByText("This receipt is right.").waitFor();
        look.picture("verify-saved");
        receipt[receipt.length / 2] ^= 1;
        gives("#receipt-form [name=receipt]", receipt);
        button("Check it").click();
        page.getByText("This receipt is wrong.").waitFor();
        look.silent();
    }

    private void answersWith(String address, String instead, String shown) {
        page.route(address, route -> {
            var answer = route.fetch();
            String body = answer.text();
            assertThat(body).contains(instead);
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body.replace(instead, shown)));
        });
    }

    private void gives(String input, byte[] file) {
        page.locator(input).setInputFiles(new FilePayload("given.txt", "text/plain", file));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
