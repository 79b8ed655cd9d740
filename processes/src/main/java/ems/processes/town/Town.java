package ems.processes.town;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.processes.child.AwaitedLine;
import ems.processes.child.ChildListener;
import ems.processes.child.OwnCommand;
import ems.processes.child.Supervisor;

/**
 * Everybody of a town, each a process of this machine: the broker, then the road-side units, then the market, then the charging
 * stations, then one agent after the other. Whoever ends by itself is started again.
 */
public final class Town implements AutoCloseable {

    private static final int UNITS = 3;
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration ASKS_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);
    /** On a machine that is busy with others. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final TownPlan plan;
    private final TownFolder folder;
    private final Consumer<String> voice;
    private final TownOrders orders;
    private final Supervisor children;
    private final TownPage page;
    /** Address of the market; empty: it does not run yet. */
    private volatile String market = "";
    /** What the page says of it, a sentence. */
    private volatile String doing = "The town opens.";

    /**
     * Opens the page; nobody is there yet.
     *
     * @param voice is told what a person at the terminal should know
     * @param complaints who is started again, and why
     */
    public Town(
            TownPlan plan, TownFolder folder, InstantSource clock, Consumer<String> voice, Consumer<String> complaints)
            throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.voice = voice;
        this.orders = new TownOrders(OwnCommand.here(), plan, folder);
        this.children = new Supervisor(RESTART_AFTER, ENDS_WITHIN, clock, complaints);
        this.page = new TownPage(plan.pagePort(), () -> view(clock));
        voice.accept("Who is where: look at " + page.address());
    }

    private TownView view(InstantSource clock) {
        return new TownView(clock.instant(), plan.homes(), market, doing, children.standings());
    }

    private void says(String step) {
        doing = step + ".";
        voice.accept(step + " ...");
    }

    /** Returns once everybody is there. */
    public void open() throws IOException, InterruptedException {
        var ports = FreePorts.of(UNITS + 3);
        var units = ports.subList(0, UNITS);
        var broker = startBroker(ports.get(UNITS));
        startUnits(units);
        var stations = TownStations.in(folder, plan, ports.get(UNITS + 2));
        startMarket(plan.marketPort() == 0 ? ports.get(UNITS + 1) : plan.marketPort(), units, broker, stations);
        startStations(stations);
        for (ProsumerId home : plan.names()) {
            startAgent(home, broker);
        }
        doing = "Everybody has been started.";
        voice.accept("The town stands (stop with Ctrl-C)");
    }

    /** @return its address; empty: there is none on this machine */
    private Optional<String> startBroker(int port) throws IOException {
        var mosquitto = Mosquitto.installed();
        if (mosquitto.isEmpty()) {
            voice.accept("This machine has no broker, so the agents simulate their meters themselves: for meters that"
                    + " publish by MQTT, apt-get install mosquitto, and start the town again.");
            return Optional.empty();
        }
        says("Starting the broker");
        children.start(orders.broker(mosquitto.get(), port));
        return Optional.of("mqtt://127.0.0.1:" + port);
    }

    private void startUnits(List<Integer> ports) throws IOException, InterruptedException {
        says("Starting " + ports.size() + " road-side units");
        List<AwaitedLine> ready = new ArrayList<>();
        for (int port : ports) {
            var awaited = new AwaitedLine("takes blocks at (http://\\S+),");
            ready.add(awaited);
            children.start(orders.unit("rsu-" + ready.size(), port, awaited));
        }
        for (AwaitedLine awaited : ready) {
            awaited.await(STARTS_WITHIN, "a road-side unit does not take blocks");
        }
    }

    private void startMarket(int port, List<Integer> units, Optional<String> broker, TownStations stations)
            throws IOException, InterruptedException {
        says("Starting the market");
        var ready = new AwaitedLine("The market runs: look at (\\S+)");
        // at a terminal its log is seen as that of ./ems run would be
        children.start(orders.market(port, units, broker, stations, new ChildListener() {
            @Override
            public void hears(String line) {
                ready.hears(line);
                voice.accept("  market: " + line);
            }

            @Override
            public void ended(int exitCode, String said) {
                ready.ended(exitCode, said);
            }
        }));
        market = ready.await(STARTS_WITHIN, "the market does not run");
    }

    private void startStations(TownStations stations) throws IOException {
        if (plan.stations() > 0) {
            says("Starting " + plan.stations() + " charging stations");
        }
        for (int number = 0; number < plan.stations(); number++) {
            children.start(orders.station(stations, number));
        }
    }

    /** One after the other: many at once would leave the market no time. */
    private void startAgent(ProsumerId home, Optional<String> broker) throws IOException, InterruptedException {
        says("Starting the agent of " + home);
        var car = plan.cars().get(plan.names().indexOf(home));
        var name = "agent-" + home;
        var token = new AgentEnrolment(folder.market(), ASKS_AGAIN_AFTER).token(home, car, folder.of(name));
        var ready = new AwaitedLine("(The agent of \\S+) trades");
        children.start(orders.agent(name, home, car, market, broker, token, ready));
        ready.await(STARTS_WITHIN, "the agent of " + home + " does not start");
    }

    /** Ends everybody, the agents first. */
    @Override
    public void close() {
        // whoever was interrupted for that ends the others in good order
        Thread.interrupted();
        children.close();
        page.close();
    }
}
