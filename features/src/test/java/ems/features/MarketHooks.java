package ems.features;

import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.BeforeAll;
import io.cucumber.java.Scenario;

/** Starts the application before the first scenario, and gives each scenario a grid of its own. */
public final class MarketHooks {

    private static final int LONGEST_NAME = 50;

    private final Scene scene;

    public MarketHooks(Scene scene) {
        this.scene = scene;
    }

    @BeforeAll
    public static void start() {
        RunningMarket.address();
    }

    @AfterAll
    public static void stop() {
        RunningMarket.stop();
    }

    /** The feature's file and the scenario's line name the grid, so that a trace of it leads back here. */
    @Before
    public void nameTheGrid(Scenario scenario) {
        var path = scenario.getUri().getSchemeSpecificPart();
        var feature = path.substring(path.lastIndexOf('/') + 1).replace(".feature", "");
        var name = feature.substring(0, Math.min(feature.length(), LONGEST_NAME));
        scene.takesPlaceOn(name + "-" + scenario.getLine());
    }

    /** The scenarios share it. */
    @After("@broker-breaks")
    public void mendTheBroker() {
        Broker.orSkip().comeBack();
    }

    @After
    public void showWhatThePeriodRecorded(Scenario scenario) {
        if (scenario.isFailed() && scene.isOpen()) {
            scenario.attach(scene.period().asText(), "text/plain", "What the period recorded");
        }
    }
}
