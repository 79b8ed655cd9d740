package ems.features.steps;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.MeterPlan;
import ems.features.Scene;
import ems.ledger.key.SigningKey;
import ems.ledger.token.ExchangeToken;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.quantity.Power;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Rejection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Homes of which the market keeps no reading, and what they and EVs sign of their exchanges. */
public final class PrivateHomeSteps {

    private static final Power MEASURED = Power.ofKilowatts(new BigDecimal("3.14159"));

    private final Scene scene;
    private final TelemetrySteps door;
    private final SignedBidSteps bids;
    private final MemberSteps members;

    public PrivateHomeSteps(Scene scene, TelemetrySteps door, SignedBidSteps bids, MemberSteps members) {
        this.scene = scene;
        this.door = door;
        this.bids = bids;
        this.members = members;
    }

    @Given("an operator makes {prosumer} private from the period of {time} on: {string}")
    public void makesPrivate(ProsumerId home, Instant from, String reason) {
        members.makesPrivate(home, from, reason);
    }

    @Given("its last ten seconds begin")
    public void lastSample() {
        scene.samplePasses(MatchingPeriod.SAMPLES - 1);
    }

    @When("{prosumer}'s agent states that it gave {vehicle} {energy} in each ten seconds")
    public void states(ProsumerId home, VehicleId vehicle, Energy perSample) {
        bring(home, vehicle, perSample, bids.key(home));
    }

    @When("{vehicle}'s agent states that {prosumer} gave it {energy} in each ten seconds")
    public void states(VehicleId vehicle, ProsumerId home, Energy perSample) {
        bring(vehicle, home, perSample, bids.key(vehicle));
    }

    @When("somebody else states that {prosumer} gave {vehicle} {energy} in each ten seconds")
    public void forges(ProsumerId home, VehicleId vehicle, Energy perSample) {
        bring(home, vehicle, perSample, SigningKey.of(Arrays.copyOf("somebody else".getBytes(UTF_8), 32)));
    }

    private void bring(Party party, Party with, Energy perSample, SigningKey key) {
        var samples = Collections.nCopies(MatchingPeriod.SAMPLES, new NetEnergy(Direction.SURPLUS, perSample));
        var token = new ExchangeToken(party, scene.market().grid(), scene.current(), with, samples, Optional.empty());
        door.answered(scene.market().exchanges(token.sign(key)));
    }

    @When("{prosumer}'s meter sends what it measured at {time}")
    public void sends(ProsumerId home, Instant at) {
        door.answered(scene.market().reading(home, at, new MeterPlan.Net(MEASURED, Power.ZERO)));
    }

    @Then("the dead letter holds nothing of it")
    public void nothingIsKept() {
        assertThat(scene.market().deadLetters().toString())
                .contains("(not kept: it is of a private home)")
                .doesNotContain(MEASURED.toKilowatts().stripTrailingZeros().toPlainString());
    }

    @Then("{prosumer} and {vehicle} both signed it")
    public void bothSigned(ProsumerId home, VehicleId vehicle) {
        assertThat(scene.period().all(ExchangeStatement.class))
                .extracting(ExchangeStatement::party)
                .containsExactly(home, vehicle);
    }

    @Then("nothing is settled of {prosumer}'s match: {string}")
    public void nothingIsSettled(ProsumerId home, String reason) {
        assertThat(scene.period().all(ExchangeRefusal.class)).singleElement().satisfies(refusal -> {
            assertThat(refusal.match().text()).contains('~' + home.text() + '~');
            assertThat(refusal.reason()).isEqualTo(reason);
        });
        assertThat(scene.period().all(Exchange.class)).isEmpty();
    }

    @Then("{prosumer} takes no part: {string}")
    public void takesNoPart(ProsumerId home, String reason) {
        assertThat(scene.period().all(Rejection.class))
                .filteredOn(rejection -> rejection.party().equals(home))
                .extracting(Rejection::reason)
                .containsExactly(reason);
    }
}
