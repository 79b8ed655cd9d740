package ems.features.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Folders;
import ems.features.Scene;
import ems.features.crash.MortalUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Road-side units that an operator proposes, and their owners. */
public final class UnitSteps {

    private final Scene scene;
    private final MemberSteps operator;
    private final Map<String, MortalUnit> units = new LinkedHashMap<>();
    private final List<Path> folders = new ArrayList<>();

    public UnitSteps(Scene scene, MemberSteps operator) {
        this.scene = scene;
        this.operator = operator;
    }

    @After
    public void end() throws IOException {
        units.values().forEach(MortalUnit::close);
        for (Path folder : folders) {
            Folders.delete(folder);
        }
    }

    @Given("units A, B, C and D, each with an owner of its own")
    public void run() throws IOException {
        for (String name : List.of("A", "B", "C", "D")) {
            var folder = Files.createTempDirectory("ems-unit-");
            folders.add(folder);
            units.put(name, MortalUnit.startFor(scene.market().grid().text(), folder, "unit-" + name));
        }
    }

    private List<MortalUnit> units(String... names) {
        return Stream.of(names).map(units::get).toList();
    }

    private static ObjectNode wish(int quorum, String reason) {
        return JsonNodeFactory.instance.objectNode().put("quorum", quorum).put("reason", reason);
    }

    private void propose(ObjectNode wish) {
        operator.answered(scene.market().propose(wish));
    }

    @When("an operator proposes that {int} of {int} units of the market sign: {string}")
    public void proposesOwn(int quorum, int here, String reason) {
        propose(wish(quorum, reason).put("here", here));
    }

    @When("an operator proposes that {int} of the units {word}, {word} and {word} sign: {string}")
    public void proposes(int quorum, String one, String two, String three, String reason) {
        var wish = wish(quorum, reason);
        var addresses = wish.putArray("addresses");
        units(one, two, three).forEach(unit -> addresses.add(unit.address().toString()));
        propose(wish);
    }

    @When("an operator proposes a unit that is not there: {string}")
    public void proposesNobody(String reason) {
        var wish = wish(1, reason);
        wish.putArray("addresses").add("http://127.0.0.1:1");
        propose(wish);
    }

    @When("the votes are there")
    public void voted() {
        scene.market().awaitVotes();
    }

    @When("the owners of {word} and {word} approve that")
    public void approve(String one, String two) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        wanted().path("keys").forEach(key -> keys.add(key.asText()));
        for (MortalUnit unit : units(one, two)) {
            unit.approveTwoOf(keys);
        }
    }

    private JsonNode wanted() {
        return scene.market().units().path("wanted");
    }

    @Then("nobody else is wanted")
    public void nobodyElse() {
        assertThat(wanted().isNull()).isTrue();
    }

    @Then("{int} votes are missing: {string}")
    public void missing(int votes, String why) {
        scene.market().awaitAsked();
        var wanted = wanted();
        assertThat(wanted.path("needed").asInt() - wanted.path("votes").asInt()).isEqualTo(votes);
        assertThat(wanted.path("missing").toString()).contains(why);
    }

    @Then("the blocks are signed by {int} of the units {word}, {word} and {word}")
    public void signed(int quorum, String one, String two, String three) {
        var keys = scene.market().validators().body().lines().toList();
        assertThat(keys.get(0)).isEqualTo("quorum " + quorum);
        assertThat(keys.subList(1, keys.size()))
                .containsExactlyInAnyOrderElementsOf(
                        units(one, two, three).stream().map(MortalUnit::key).toList());
    }
}
