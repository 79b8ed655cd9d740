package ems.processes.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.export.ExportedBlock;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.unit.EarlierBlocks;
import ems.ledger.unit.UnitStanding;
import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which of the earlier units are asked on when others are proposed: those that sign, or may. */
class GridUnitsTest {

    private static final GridId GRID = new GridId("home");
    private static final EarlierBlocks NO_BLOCKS = new EarlierBlocks() {
        @Override
        public Optional<ExportedBlock> block(GridId grid, long height) {
            return Optional.empty();
        }

        @Override
        public List<String> hashes(GridId grid, long size) {
            return List.of();
        }
    };

    @TempDir
    Path data;

    private final List<HttpServer> servers = new ArrayList<>();

    /** A unit that tells its key, and nothing else. */
    private record Unit(URI address, String key) {}

    private Unit unit(String name) throws IOException {
        var key = new NoteSigner(name, SigningKey.generate(new SecureRandom()))
                .verifier()
                .text();
        var body = new UnitStanding(GRID, key, Optional.empty(), 0, "", Optional.empty())
                .text()
                .getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return new Unit(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), key);
    }

    @AfterEach
    void end() {
        servers.forEach(server -> server.stop(0));
    }

    private GridUnits grid(List<URI> addresses, List<URI> leaving) {
        var units = new GridUnits(
                GRID,
                new UnitPlan(UnitPlan.UNITS, 1, addresses, leaving),
                new InstallationKeys(data),
                Duration.ofSeconds(10),
                Runnable::run);
        units.signing(NO_BLOCKS);
        return units;
    }

    private static List<URI> at(Unit... units) {
        return Arrays.stream(units).map(Unit::address).toList();
    }

    private static Set<String> keys(Unit... units) {
        return Arrays.stream(units).map(Unit::key).collect(Collectors.toUnmodifiableSet());
    }

    private static List<URI> proposed(GridUnits grid, List<URI> addresses, Set<String> signing) {
        grid.want(grid.candidate(0, 1, addresses, signing));
        return grid.plan().leaving();
    }

    @Test
    void unitsThatABlockOnItsWayNamesAreAskedOnHoweverOftenOthersAreProposed() throws IOException {
        var signs = unit("signs");
        var comes = unit("comes");
        var other = unit("other");
        var grid = grid(at(signs), List.of());
        grid.named();
        assertThat(proposed(grid, at(comes), keys(signs))).containsExactly(signs.address());
        var both = keys(signs, comes);
        assertThat(proposed(grid, at(other), both)).containsExactly(comes.address(), signs.address());
        assertThat(proposed(grid, at(signs), both)).containsExactly(other.address(), comes.address());
        assertThat(proposed(grid, at(signs), keys(comes)))
                .as("its block is sealed, and the one that nobody named is dropped")
                .containsExactly(comes.address());
    }

    @Test
    void oneThatNeverAnsweredIsDroppedOnceAllWhoSignWereMetElsewhere() throws IOException {
        var signs = unit("signs");
        var late = unit("late");
        var scrapped = URI.create("http://127.0.0.1:1");
        var grid = grid(at(signs, late), List.of(scrapped));
        assertThat(proposed(grid, at(signs), keys(signs, late)))
                .as("nobody was met: it may be one that signs")
                .containsExactly(late.address(), scrapped);
        assertThat(proposed(grid, at(signs), keys(signs))).isEmpty();
    }

    @Test
    void whoeverSignsInThisProcessWasMet() throws IOException {
        var own = new InstallationKeys(data).units(1).get(0).verifier().text();
        var scrapped = URI.create("http://127.0.0.1:1");
        var grid = grid(List.of(), List.of(scrapped));
        assertThat(proposed(grid, at(unit("next")), Set.of(own))).isEmpty();
    }

    @Test
    void moreAddressesThanAreKeptAreRefused() throws IOException {
        var signs = unit("signs");
        var many = IntStream.range(0, 200)
                .mapToObj(number -> URI.create("http://" + "a".repeat(100) + number + ":1"))
                .toList();
        var grid = grid(at(signs), many);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.candidate(0, 1, at(signs), Set.of("a+00000000+unknown")))
                .withMessageContainingAll("200 earlier units", "at most 20000 are kept", "propose those that sign now");
        assertThat(grid.plan().leaving()).hasSize(200);
        assertThat(grid.plan().addresses()).isEqualTo(at(signs));
    }
}
