package ems.features.browser;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.features.RunningMarket;
import ems.features.Trouble;

import static org.assertj.core.api.Assertions.assertThat;

/** An operator of a running market visits a stranger's page: it tries what it can, and the market goes on unharmed. */
@TestInstance(Lifecycle.PER_CLASS)
class StrangersPageTest {

    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private Chromium chromium;
    private StrangersSite site;
    private String market;

    private Page page;
    private Statuses answers;

    @BeforeAll
    void open() throws IOException {
        chromium = Chromium.start();
        site = StrangersSite.open();
        market = RunningMarket.address().toString();
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
        page = chromium.newPage();
        page.navigate(site.address());
        answers = Statuses.of(page, market);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @ParameterizedTest
    @EnumSource
    void cannot_abort_a_running_period(Sending sending) {
        var scene = Scenes.trading(
                "abort-by-" + sending.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        scene.startPeriod();
        var id = scene.operatorSees("ACTIVE").id();

        page.evaluate(
                sending.script(), List.of(market + "/graphql", "mutation{ProcessInstanceAbort(id:\"" + id + "\")}"));
        var answered = answers.atLeast(1);
        assertThat(scene.period().state()).isEqualTo("ACTIVE");
        scene.endPeriod();
        Scenes.assertSettled(scene);
        assertThat(answered).containsExactly(FORBIDDEN);
    }

    @Test
    void cannot_skip_a_failed_settlement() {
        var scene = Scenes.trading("skip-by-stranger");
        scene.order(Trouble.of("Settle", "exception", 1));
        scene.endPeriod();
        var id = scene.operatorSees("ERROR").id();

        page.evaluate(
                "address => fetch(address, {method: 'POST', mode: 'no-cors'}).catch(() => {})",
                market + "/management/processes/runMatchingPeriod/instances/" + id + "/skip");
        var answered = answers.atLeast(1);
        assertThat(scene.period().state()).isEqualTo("ERROR");
        scene.operatorSees("ERROR").order("retry");
        Scenes.assertSettled(scene);
        assertThat(answered).containsExactly(FORBIDDEN);
    }

    @Test
    void cannot_fill_the_dead_letters() {
        var scene = Scenes.trading("letters-by-stranger");
        var doors = List.of("/readings", "/vehicles/status", "/bids");
        assertThat(scene.market().deadLetters().required("count").asInt()).isZero();

        for (String door : doors) {
            page.evaluate(
                    "address => fetch(address, {method: 'POST', mode: 'no-cors', body: 'spam'}).catch(() => {})",
                    market + "/api/grids/" + scene.market().grid() + door);
        }
        var answered = answers.atLeast(doors.size());
        assertThat(scene.market().deadLetters().required("count").asInt()).isZero();
        assertThat(answered).containsOnly(FORBIDDEN);
    }

    @Test
    void reads_nothing_under_a_name_that_leads_here() {
        var scene = Scenes.trading("read-by-stranger");
        var grid = scene.market().grid().text();
        int port = URI.create(market).getPort();

        var seen = page.navigate("http://" + Chromium.STRANGER + ":" + port + "/api/grids");
        assertThat(seen.text()).doesNotContain(grid);
        assertThat(page.evaluate(
                        "async grid => { const asked = [await fetch('/'), await fetch('/api/grids/' + grid + '/snapshot'),"
                                + " await fetch('/graphql', {method: 'POST', headers: {'content-type': 'application/json'},"
                                + " body: JSON.stringify({query: '{ProcessInstances{id}}'})})];"
                                + " return asked.map(answer => answer.status); }",
                        grid))
                .isEqualTo(List.of(MISDIRECTED, MISDIRECTED, MISDIRECTED));
    }

    @Test
    void reads_nothing_of_another_origin_and_deletes_nothing() {
        var scene = Scenes.trading("delete-by-stranger");
        scene.startPeriod();
        var id = scene.operatorSees("ACTIVE").id();

        assertThat(page.evaluate(
                        "([snapshot, instance]) => Promise.all([fetch(snapshot), fetch(instance, {method: 'DELETE'})]"
                                + ".map(sent => sent.then(() => 'read', () => 'kept')))",
                        List.of(
                                market + "/api/grids/" + scene.market().grid() + "/snapshot",
                                market + "/management/processes/runMatchingPeriod/instances/" + id)))
                .isEqualTo(List.of("kept", "kept"));
        assertThat(scene.period().state()).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/q/graphql-ui/", "/q/swagger-ui/"})
    void frames_no_page(String path) {
        var title = chromium.newPage();
        title.navigate(market + path);
        assertThat(title.title()).as("what it would frame").isNotEmpty();

        page.evaluate(
                "address => new Promise(done => { const frame = document.createElement('iframe');"
                        + " frame.onload = () => done(); frame.src = address; document.body.append(frame); })",
                market + path);
        assertThat(page.frames().stream().map(Frame::title)).hasSize(2).doesNotContain(title.title());
        title.context().close();
    }
}
