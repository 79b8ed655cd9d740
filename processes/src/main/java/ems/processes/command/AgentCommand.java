package ems.processes.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import ems.ledger.key.Passphrase;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.processes.agent.AgentCalls;
import ems.processes.agent.AgentKeyFolder;
import ems.processes.agent.AgentParty;
import ems.processes.agent.AgentVoice;
import ems.processes.agent.BrokerMeter;
import ems.processes.agent.DemoMeter;
import ems.processes.agent.FileMeter;
import ems.processes.agent.HomeMeter;
import ems.processes.agent.LeavingReadings;
import ems.processes.agent.ListCheck;
import ems.processes.agent.PairAgent;
import ems.processes.agent.PunctualMeter;
import ems.processes.clock.MarketClock;
import ems.processes.mqtt.MqttLogin;
import ems.routes.mqtt.BrokerAddress;
import ems.routes.mqtt.HomeTopic;

import static java.util.Objects.requireNonNull;

/** A home and its car as a process of its own, until it is ended. */
@Command(
        name = "agent",
        description =
                "Runs a home of its own: it reads its meter, learns, signs its forecasts and bids, and checks its receipts.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was ended",
            "2:it could not start, its files failed, or its home is metered in spite of --private"
        },
        mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {

    /** Instead of a file: the demonstration's home. */
    private static final String DEMO = "demo";

    private static final String TOKEN = "EMS_AGENT_TOKEN";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long ROUND_MILLIS = 100;

    @Option(
            names = "--home",
            paramLabel = "HOME",
            required = true,
            description = "the home whose agent it is, such as L1")
    private String home = "";

    @Option(names = "--car", paramLabel = "CAR", description = "an EV whose bids it signs, too, such as EV1")
    private @Nullable String car;

    /** Exactly one of them. */
    static final class MeterChoice {

        @Option(
                names = "--readings",
                paramLabel = "FILE",
                required = true,
                description = "file to which something appends readings, one JSON object a line as in docs/devices.md;"
                        + " or the word demo: the home as ./ems run simulates it")
        private @Nullable String readings;

        @Option(
                names = "--mqtt",
                paramLabel = "URL",
                required = true,
                description = "broker, such as mqtt://127.0.0.1:1883, at which the meter publishes to"
                        + " ems/GRID/meters/HOME/readings; the login is that of ./ems run: EMS_MQTT_USER and so on")
        private @Nullable String broker;
    }

    @ArgGroup(multiplicity = "1")
    private MeterChoice meter = new MeterChoice();

    @Option(
            names = "--clock",
            paramLabel = "DIR",
            description =
                    "data folder of a market on this machine that runs with --speed: the demonstration's home goes by its"
                            + " clock (default: by the machine's)")
    private @Nullable Path clock;

    @Option(
            names = "--send",
            description = "sends the readings to the market, too; otherwise the grid's own meter does")
    private boolean send;

    @Option(
            names = "--private",
            description =
                    "the home is private: no reading is sent, whatever the market says, and the agent ends if the market says"
                            + " that the home is metered")
    private boolean isPrivate;

    @Option(
            names = "--market",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "where the market answers (default: ${DEFAULT-VALUE}); the token of a device that speaks for"
                    + " home and car stands in the environment, as " + TOKEN)
    private URI market = URI.create("http://localhost:8080");

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            defaultValue = "demo",
            description = "the grid that it trades in (default: ${DEFAULT-VALUE})")
    private String grid = "demo";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of its keys, notes and receipts, made if it is not there (default: agent-HOME)")
    private @Nullable Path data;

    @Option(
            names = "--home-kw",
            paramLabel = "KW",
            defaultValue = "17",
            description = "most that the home's connection moves: it signs for no more (default: ${DEFAULT-VALUE})")
    private BigDecimal homeKilowatts = BigDecimal.ZERO;

    @Option(
            names = "--car-kw",
            paramLabel = "KW",
            defaultValue = "22",
            description = "most that the car's charger moves: it signs for no more (default: ${DEFAULT-VALUE})")
    private BigDecimal carKilowatts = BigDecimal.ZERO;

    @Option(
            names = "--set-point",
            paramLabel = "FILE",
            description =
                    "file that holds what home and car should move in the minute that runs, a JSON object a line, as it is"
                            + " printed; replaced as a whole")
    private @Nullable Path setPoint;

    @Option(
            names = "--validators",
            paramLabel = "FILE",
            description = "who must sign the grid's blocks, as for ./ems verify; without it, whoever does counts")
    private @Nullable Path validators;

    @Option(
            names = "--masked",
            description = "sends what it learns to a grid that merges masked updates, and nothing of it in the open")
    private boolean masked;

    @Option(
            names = "--peers",
            paramLabel = "FILE",
            description =
                    "homes whose agents you know are not the market's: a line such as prosumer:L2 and its key each;"
                            + " with it, --masked needs two of them in each merge")
    private @Nullable Path peers;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var voice = new AgentVoice(out, spec.commandLine().getErr());
        var folder = data != null ? data : Path.of("agent-" + home);
        var keys = new AgentKeyFolder(folder, Passphrase.in(System.getenv()));
        var id = new ProsumerId(home);
        var of = party(keys, id, homeKilowatts);
        var with = Optional.ofNullable(car).map(name -> party(keys, new VehicleId(name), carKilowatts));
        var calls = new AgentCalls(
                market,
                of.grid(),
                Optional.ofNullable(System.getenv(TOKEN)).map(String::strip).filter(secret -> !secret.isEmpty()),
                PATIENCE);
        var trust = trust();
        var agent = new PairAgent(
                of,
                with,
                new PunctualMeter(meter(id, voice), clock(), voice::warns),
                leaving(),
                calls,
                trust,
                listCheck(of.grid(), trust),
                folder,
                Optional.ofNullable(setPoint),
                voice);
        voice.says("The agent of " + home + " trades in grid " + grid + " at " + market + ".");
        tellKey(voice, of);
        with.ifPresent(own -> tellKey(voice, own));
        return rounds(agent);
    }

    private LeavingReadings leaving() {
        if (send && isPrivate) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--send and --private exclude each other: of a private home no reading is sent");
        }
        if (isPrivate) {
            return LeavingReadings.PRIVATE;
        }
        return send ? LeavingReadings.WHILE_METERED : LeavingReadings.NONE;
    }

    private AgentParty party(AgentKeyFolder keys, Party party, BigDecimal kilowatts) {
        return new AgentParty(
                new GridId(grid),
                party,
                keys.of(party),
                Energy.of(Power.ofKilowatts(kilowatts), MatchingPeriod.LENGTH));
    }

    private static void tellKey(AgentVoice voice, AgentParty own) {
        voice.says(
                "Key of " + own.party().account() + ": " + own.key().publicKey().text());
    }

    private HomeMeter meter(ProsumerId id, AgentVoice voice) throws IOException {
        var file = meter.readings;
        if (file != null) {
            return file.equals(DEMO) ? new DemoMeter(id, clock()) : new FileMeter(Path.of(file), id, voice::warns);
        }
        var login = MqttLogin.of(
                name -> Settings.find(name).filter(text -> !text.isBlank()), "ems-agent-" + grid + '-' + home);
        var address = BrokerAddress.parse(requireNonNull(meter.broker));
        return new BrokerMeter(new HomeTopic(address, login, new GridId(grid), id), id, voice::warns);
    }

    private InstantSource clock() throws IOException {
        return clock == null ? InstantSource.system() : MarketClock.notedIn(clock, MarketClock.wall(1, jump -> {}));
    }

    private Trust trust() throws IOException {
        return validators == null ? Trust.NOBODY : Trust.NOBODY.withValidators(Files.readAllLines(validators));
    }

    private Optional<ListCheck> listCheck(GridId id, Trust trust) throws IOException {
        if (peers != null && !masked) {
            throw new ParameterException(spec.commandLine(), "--peers says whom --masked needs, which is missing");
        }
        if (!masked) {
            return Optional.empty();
        }
        return Optional.of(new ListCheck(
                id,
                trust,
                peers == null
                        ? Optional.empty()
                        : trust.withKeys(Files.readAllLines(peers)).keys()));
    }

    private static int rounds(PairAgent agent) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            try {
                // a round is ended first, and its notes are kept
                closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            do {
                agent.round();
            } while (!ended.await(ROUND_MILLIS, TimeUnit.MILLISECONDS));
            return 0;
        } finally {
            closed.countDown();
        }
    }
}
