package ems.features.steps;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Bids that members sign with keys of their own, as they bring them to the grid's door. */
public final class SignedBidSteps {

    private static final int SEED_BYTES = 32;

    private final Scene scene;
    private final TelemetrySteps door;
    private final MemberSteps members;
    private final Map<Party, SigningKey> keys = new HashMap<>();
    private final Map<Party, Long> sequences = new HashMap<>();
    private String last = "";

    public SignedBidSteps(Scene scene, TelemetrySteps door, MemberSteps members) {
        this.scene = scene;
        this.door = door;
        this.members = members;
    }

    private static SigningKey key(String owner) {
        return SigningKey.of(Arrays.copyOf(owner.getBytes(UTF_8), SEED_BYTES));
    }

    /** A key that nobody has registered yet. */
    void ownKey(Party party) {
        keys.put(party, key(party.account()));
    }

    /** With which a party signs. */
    SigningKey key(Party party) {
        return keys.getOrDefault(party, key(party.account()));
    }

    @Given("{party} signs its bids")
    public void signsItsBids(Party party) {
        keys.put(party, key(party.account()));
        scene.plan().key(party, keys.get(party).publicKey().text());
    }

    @Given("{party} has signed a bid of at most {energy} for the period of {time}")
    @When("{party} signs a bid of at most {energy} for the period of {time}")
    public void signs(Party party, Energy most, Instant period) {
        bring(party, key(party), scene.market().grid(), most, period);
    }

    @When("{party} signs a bid of at most {energy} for the period of {time} in grid {string}")
    public void signsElsewhere(Party party, Energy most, Instant period, String grid) {
        bring(party, keys.get(party), new GridId(grid), most, period);
    }

    @When("somebody else signs a bid of at most {energy} for {party} and the period of {time}")
    public void forges(Energy most, Party party, Instant period) {
        bring(party, key("somebody else"), scene.market().grid(), most, period);
    }

    @When("the same bid is sent again")
    public void again() {
        door.answered(scene.market().bids(last));
    }

    @When("somebody sends as a bid: {string}")
    public void sends(String text) {
        door.answered(scene.market().bids(text));
    }

    @When("{party} gets a new key")
    public void newKey(Party party) {
        keys.put(party, key("new " + party.account()));
        scene.market().changeKey(party, keys.get(party).publicKey().text());
    }

    @When("an operator gives {party} a new key from the period of {time} on: {string}")
    public void ordersNewKey(Party party, Instant from, String reason) {
        keys.put(party, key("new " + party.account()));
        members.givesNewKey(party, keys.get(party).publicKey().text(), from, reason);
    }

    @Then("the period's block can be checked with the keys of {int} road-side units, of which {int} must sign")
    public void validators(int units, int quorum) {
        assertThat(scene.market().validators().body().lines())
                .hasSize(1 + units)
                .startsWith("quorum " + quorum)
                .last()
                .asString()
                .startsWith("rsu-" + units + "+");
    }

    @Then("the headers are published up to the period's block")
    public void published() {
        var height = scene.period().block().orElseThrow().height();
        assertThat(scene.market().anchors()).isNotEmpty().allSatisfy(anchor -> {
            assertThat(anchor.path("height").asLong()).isEqualTo(height);
            assertThat(anchor.path("trouble").asText()).isEmpty();
        });
    }

    @Then("the live page shows {int} signed bid(s), and a block signed by {int} units")
    public void shown(int bids, int units) {
        var row = scene.market().endedRow(scene.current());
        assertThat(row.path("signedBids").asInt()).isEqualTo(bids);
        assertThat(row.path("signedBy").asInt()).isEqualTo(units);
    }

    private void bring(Party party, SigningKey key, GridId grid, Energy most, Instant period) {
        long sequence = sequences.merge(party, 1L, Long::sum);
        last = new BidToken(party, grid, new MatchingPeriod(period), sequence, most, most).sign(key);
        door.answered(scene.market().bids(last));
    }
}
