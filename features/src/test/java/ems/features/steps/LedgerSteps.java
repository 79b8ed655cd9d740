package ems.features.steps;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.LedgerExport;
import ems.features.Scene;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.ledger.verify.Verification;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.party.ProsumerId;

import static org.assertj.core.api.Assertions.assertThat;

/** What an auditor does with an export, and what somebody may have done to it before. */
public final class LedgerSteps {

    private final Scene scene;
    private Optional<LedgerExport> export = Optional.empty();
    private Verification found;
    private String receipt;

    public LedgerSteps(Scene scene) {
        this.scene = scene;
    }

    @After
    public void removeExport() {
        export.ifPresent(LedgerExport::close);
    }

    @Given("the ledger has been exported")
    public void exported() {
        export = Optional.of(scene.market().ledger());
    }

    @When("the auditor verifies the ledger")
    public void verifies() {
        if (export.isEmpty()) {
            exported();
        }
        found = export.orElseThrow().verified();
    }

    @When("somebody adds a micro-penny to the amount of the settlement line")
    public void raisesAmount() {
        export.orElseThrow().changeFirst("settlement", LedgerSteps::withRaisedAmount);
    }

    @When("somebody takes the first {word} entry out")
    public void removes(String kind) {
        export.orElseThrow().removeFirst(kind);
    }

    @When("somebody cuts the last block off")
    public void cuts() {
        export.orElseThrow().cutLastBlock();
    }

    @Then("all of it is verified, {int} blocks")
    public void verified(int blocks) {
        assertThat(found).isInstanceOfSatisfying(Verified.class, all -> {
            assertThat(all.blocks()).isEqualTo(blocks);
            assertThat(all.unanchored()).as("blocks not anchored").isZero();
        });
    }

    @Then("the first wrong entry is the {word} entry of the period")
    public void namesEntry(String kind) {
        assertThat(found).isInstanceOfSatisfying(Wrong.class, wrong -> {
            assertThat(wrong.entry().line()).startsWith(kind + "|");
            assertThat(wrong.entry().block())
                    .isEqualTo(scene.period().block().orElseThrow().height());
        });
    }

    @Then("the first wrong block is that of the period, because {string}")
    public void namesBlock(String reason) {
        assertThat(found).isInstanceOfSatisfying(Wrong.class, wrong -> {
            assertThat(wrong.entry().block())
                    .isEqualTo(scene.period().block().orElseThrow().height());
            assertThat(wrong.entry().why()).contains(reason);
        });
    }

    @When("{prosumer} asks for the receipt of its match")
    public void receipt(ProsumerId prosumer) {
        var match = scene.period()
                .record()
                .pair(prosumer)
                .orElseThrow(() -> new AssertionError(prosumer + " has no match"));
        receipt = new String(scene.market().receipt(match.id()), StandardCharsets.UTF_8);
    }

    @When("somebody adds a micro-penny to the amount on the receipt")
    public void raisesAmountOfReceipt() {
        receipt = receipt.lines()
                .map(line -> line.contains("|settlement|") ? withRaisedAmount(line) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @When("somebody flips a bit of the signed record")
    public void flipsBit() {
        export.orElseThrow().changeFirst("signed-registers", LedgerSteps::withFlippedBit);
        receipt = receipt.lines()
                .map(line -> line.contains("|signed-registers|") ? withFlippedBit(line) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Then("the receipt says: {string}")
    public void receiptSays(String words) {
        assertThat(checkedReceipt())
                .isInstanceOfSatisfying(
                        ReceiptVerification.Verified.class,
                        right -> assertThat(right.words()).contains(words));
    }

    @Then("the receipt is verified")
    public void receiptIsVerified() {
        assertThat(checkedReceipt()).isInstanceOf(ReceiptVerification.Verified.class);
    }

    @Then("the receipt is wrong, because {string}")
    public void receiptIsWrong(String reason) {
        assertThat(checkedReceipt())
                .isInstanceOfSatisfying(
                        ReceiptVerification.Wrong.class,
                        wrong -> assertThat(wrong.why()).contains(reason));
    }

    private ReceiptVerification checkedReceipt() {
        return ReceiptVerifier.of(receipt.getBytes(StandardCharsets.UTF_8), Trust.NOBODY);
    }

    /** In the middle of the records, which are the last field; another letter is other bits. */
    private static String withFlippedBit(String line) {
        int at = (line.lastIndexOf('|') + line.length()) / 2;
        while (line.charAt(at) == '.') {
            at++;
        }
        char other = line.charAt(at) == 'A' ? 'B' : 'A';
        return line.substring(0, at) + other + line.substring(at + 1);
    }

    /** The amount is the last field but one. */
    private static String withRaisedAmount(String line) {
        int end = line.lastIndexOf('|');
        int start = line.lastIndexOf('|', end - 1) + 1;
        long amount = Long.parseLong(line.substring(start, end)) + 1;
        return line.substring(0, start) + amount + line.substring(end);
    }
}
