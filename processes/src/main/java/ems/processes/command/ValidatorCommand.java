package ems.processes.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import ems.ledger.export.WrongLedger;
import ems.ledger.key.KeyFolder;
import ems.ledger.key.Passphrase;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.unit.RoadSideUnit;
import ems.market.party.GridId;
import ems.processes.unit.UnitServer;

/** A road-side unit as a process of its own, until it is ended. */
@Command(
        name = "validator",
        description =
                "Runs a road-side unit of its own: it runs each block of a grid again, and signs it once or says what is"
                        + " wrong with it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was ended",
            "1:a block that it had signed is broken: it does not go on",
            "2:it could not start"
        },
        mixinStandardHelpOptions = true,
        subcommands = {ApproveValidatorsCommand.class, UnitsCommand.class, ProposeUnitsCommand.class})
final class ValidatorCommand implements Callable<Integer> {

    /** Folder of a unit's key, in its own. */
    static final String KEYS = "keys";

    private static final int BROKEN = 1;
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            defaultValue = "demo",
            description = "the grid whose blocks it signs (default: ${DEFAULT-VALUE})")
    private String grid = "demo";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "its name among the grid's units, such as rsu-1; needed to run one")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of its key and its blocks, made if it is not there (default: unit-NAME)")
    private @Nullable Path data;

    @Option(
            names = "--listen",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "address of this machine at which it takes blocks (default: ${DEFAULT-VALUE})")
    private String listen = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "port at which it takes blocks; 0: a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--market",
            paramLabel = "KEY",
            description =
                    "key of the market whose blocks it takes, name+hash+key; without it, that of the first that sends one")
    private @Nullable String market;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port " + port + " is outside [0, " + HIGHEST_PORT + "]");
        }
        if (name == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--name=NAME'");
        }
        var folder = data != null ? data : Path.of("unit-" + name);
        var keys = new KeyFolder(folder.resolve(KEYS), Passphrase.in(System.getenv()), new SecureRandom());
        var signer = new NoteSigner(name, keys.signingKey(name));
        var follows = Optional.ofNullable(market).map(NoteVerifier::parse);
        try (var unit = new RoadSideUnit(new GridId(grid), signer, follows, folder)) {
            serve(unit);
            return 0;
        } catch (WrongLedger e) {
            spec.commandLine()
                    .getErr()
                    .println("ems: its own blocks in " + folder + " are broken, and it does not sign on top of them: "
                            + e.wrong());
            return BROKEN;
        }
    }

    private void serve(RoadSideUnit unit) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var address = new InetSocketAddress(InetAddress.getByName(listen), port);
        try (var server = new UnitServer(unit, address, this::says)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                try {
                    closed.await(); // what it is at is answered first
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            var standing = unit.standing();
            says("Unit " + name + " of grid " + grid + " takes blocks at " + server.address() + ", after "
                    + standing.blocks() + " of them.");
            says("Its key: " + standing.key());
            ended.await();
        } finally {
            closed.countDown();
        }
    }

    private void says(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
