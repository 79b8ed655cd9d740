package ems.features.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.OperatorView;
import ems.features.PeriodView;
import ems.features.Scene;
import ems.features.Trouble;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** What breaks, and what an operator sees and does. */
public final class OperatorSteps {

    private final Scene scene;
    private final List<String> told = new ArrayList<>();

    public OperatorSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the forecast is unavailable")
    public void forecastUnavailable() {
        scene.order(new Trouble("FORECAST", "unavailable", 1));
    }

    @Given("the matching takes longer than its budget")
    public void matchingOverBudget() {
        scene.order(new Trouble("MATCH", "over-budget", 1));
    }

    @Given("the anchor's target is down for {int} period(s)")
    public void anchorDown(int periods) {
        scene.order(new Trouble("ANCHOR", "anchor-down", periods));
    }

    @Given("the task {string} breaks {int} time(s)")
    public void breaks(String task, int times) {
        scene.order(Trouble.of(task, "exception", times));
    }

    @Then("the operator sees the period stuck at {string}: {string}")
    public void stuck(String task, String message) {
        var instance = scene.operatorSees("ERROR");
        assertThat(scene.period().state()).isEqualTo("ERROR");
        assertThat(instance.failedTaskName()).isEqualTo(task);
        assertThat(instance.message()).contains(message);
    }

    @When("the operator retries the task")
    public void retries() {
        scene.operatorSees("ERROR").order("retry");
    }

    @When("the operator retries the task in vain: {string}")
    public void retriesInVain(String message) {
        assertInWords(standing().orderInVain("retry"), message);
    }

    @When("the operator skips the task in vain: {string}")
    public void skipsInVain(String reason) {
        assertInWords(standing().orderInVain("skip"), reason);
    }

    @When("the operator aborts the period in vain: {string}")
    public void abortsInVain(String reason) {
        assertInWords(standing().orderInVain("abort"), reason);
    }

    @When("the operator aborts the ended period in vain: {string}")
    public void abortsTheEndedInVain(String reason) {
        assertInWords(scene.operatorSees("COMPLETED").orderInVain("abort"), reason);
    }

    @When("the operator triggers the task {string} in vain: {string}")
    public void triggersInVain(String task, String reason) {
        String node = task.toLowerCase(Locale.ROOT);
        assertInWords(standing().otherInVain("NodeInstanceTrigger", "nodeId:\"" + node + "\""), reason);
        assertInWords(standing().managementInVain("/nodes/" + node, ""), reason);
    }

    @When("the operator cancels the wait in vain: {string}")
    public void cancelsTheWaitInVain(String reason) {
        assertInWords(nodeInVain("NodeInstanceCancel"), reason);
    }

    @When("the operator repeats the wait in vain: {string}")
    public void repeatsTheWaitInVain(String reason) {
        assertInWords(nodeInVain("NodeInstanceRetrigger"), reason);
        assertInWords(
                standing()
                        .managementInVain(
                                "/nodeInstances/" + standing().openNodes().get(0), ""),
                reason);
    }

    private String nodeInVain(String operation) {
        var open = standing().openNodes();
        assertThat(open).hasSize(1);
        return standing().otherInVain(operation, "nodeInstanceId:\"" + open.get(0) + "\"");
    }

    @When("the operator changes the variables in vain: {string}")
    public void changesTheVariablesInVain(String reason) {
        assertInWords(standing().otherInVain("ProcessInstanceUpdateVariables", "variables:\"{}\""), reason);
    }

    @When("the operator migrates the period in vain: {string}")
    public void migratesInVain(String reason) {
        assertInWords(
                standing().managementInVain("/migrate", "{\"targetProcessId\":\"x\",\"targetProcessVersion\":\"1.0\"}"),
                reason);
    }

    @When("the operator cancels the period's job in vain: {string}")
    public void cancelsTheJobInVain(String reason) {
        assertInWords(standing().otherInVain("JobCancel", ""), reason);
        assertInWords(standing().otherInVain("JobReschedule", "data:\"{}\""), reason);
    }

    @When("the operator completes a person's task in vain: {string}")
    public void completesAPersonsTaskInVain(String reason) {
        assertInWords(OperatorView.orderInVain("UserTaskInstanceUpdate", "taskId:\"1\",user:\"me\""), reason);
    }

    /** No name of a Java class, and what to do instead. */
    private static void assertInWords(String told, String reason) {
        assertThat(told).contains(reason).doesNotContain("Exception", "java.");
    }

    private OperatorView standing() {
        var failed = scene.instances(scene.current()).stream()
                .filter(instance -> instance.state().equals("ERROR"))
                .findFirst();
        return failed.orElseGet(() -> scene.operatorSees("ACTIVE"));
    }

    @When("{int} operators retry the task at once")
    public void retryAtOnce(int operators) throws Exception {
        var failed = scene.operatorSees("ERROR");
        var threads = Executors.newFixedThreadPool(operators);
        try {
            Callable<String> order = () -> failed.orderInVain("retry");
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(operators, order))) {
                told.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Then("{int} of them has retried it, and the others were told why not")
    public void oneActed(int number) {
        assertThat(told).filteredOn(String::isEmpty).hasSize(number);
        assertThat(told)
                .filteredOn(answer -> !answer.isEmpty())
                .hasSize(told.size() - number)
                .allSatisfy(answer -> assertInWords(answer, "is not retried: "));
    }

    @Then("the operator sees the period completed, with no task left open")
    public void completedWithNothingOpen() {
        assertThat(scene.operatorSees("COMPLETED").openNodes()).isEmpty();
    }

    @Then("the operator, the page and the period's own address call it aborted")
    public void abortedEverywhere() {
        var instance = scene.operatorSees("ABORTED");
        assertThat(instance.openNodes()).isEmpty();
        assertThat(scene.period().state()).isEqualTo("ABORTED");
        assertThat(scene.market().endedRow(scene.current()).path("abandoned").asText())
                .startsWith(Abandonment.BY_OPERATOR + " (trail ");
    }

    @Then("the operator sees the period of {time} aborted")
    public void abortedEarlier(Instant start) {
        var period = new MatchingPeriod(start);
        scene.operatorSees(period, "ABORTED");
        assertThat(scene.period(period).state()).isEqualTo("ABORTED");
    }

    @Then("the page says: {string}")
    public void pageSays(String words) {
        assertThat(scene.market().snapshot().path("notices").findValuesAsText("reason"))
                .anySatisfy(reason -> assertThat(reason).contains(words));
    }

    @When("the operator retries the task of the period of {time}")
    public void retriesEarlier(Instant start) {
        scene.operatorSees(new MatchingPeriod(start), "ERROR").order("retry");
    }

    @When("the operator skips the task")
    public void skips() {
        scene.operatorSees("ERROR").order("skip");
    }

    @When("the operator aborts the period")
    public void aborts() {
        scene.operatorSees("ERROR").order("abort");
    }

    @Then("the operator sees the period completed")
    public void completed() {
        assertThat(scene.operatorSees("COMPLETED").message()).isNotNull();
        assertThat(scene.period().state()).isEqualTo("COMPLETED");
    }

    @Then("the period went by {string}")
    public void wentBy(String task) {
        assertThat(scene.instances(scene.current()))
                .extracting(OperatorView::tasks)
                .anySatisfy(tasks -> assertThat(tasks).contains(task));
    }

    @Then("the period is settled, not yet anchored")
    public void notYetAnchored() {
        var period = scene.period();
        assertThat(period.record().has(Step.SETTLE)).as("settled").isTrue();
        assertThat(period.block().filter(PeriodView.Block::anchored))
                .as("anchored")
                .isEmpty();
    }

    @Then("the period of {time} is anchored")
    public void anchored(Instant start) {
        assertThat(scene.period(new MatchingPeriod(start)).block())
                .hasValueSatisfying(block -> assertThat(block.anchored()).isTrue());
    }

    @Then("the period ends without settlement: {string}")
    public void abandoned(String reason) {
        assertThat(scene.period().all(Abandonment.class))
                .extracting(abandoned -> abandoned.reason().replaceFirst(" \\(trail \\d+\\)$", ""))
                .containsExactly(reason);
    }
}
