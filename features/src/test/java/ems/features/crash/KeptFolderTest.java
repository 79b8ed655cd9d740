package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder of an early build is opened: the market goes on in it, its members trade with their old keys, and the whole ledger is
 * verified. It is killed while it opens the folder for the first time.
 *
 * <p>What the market said is in {@code target/kept-folder.log}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KeptFolderTest {

    private static final Path LOG = Path.of("target", "kept-folder.log").toAbsolutePath();

    private List<String> keptAnchors;
    private List<String> anchors;
    private List<String> errors;
    private String format;
    private Books books;

    @BeforeAll
    void open_it_and_go_on(@TempDir Path data) throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        KeptFolder.unzipInto(data);
        keptAnchors = anchors(data);
        try (var first = MortalMarket.start(data, LOG)) {
            first.await(task -> task.is("collectBids"));
            first.kill();
        }
        try (var market = MortalMarket.start(data, LOG)) {
            var settled = market.await(task -> task.is("settle")).key().period();
            market.await(
                    task -> task.is("anchor") && settled.isBefore(task.key().period()));
            market.await(task ->
                    task.is("settle") && settled.next().isBefore(task.key().period()));
            books = Books.of(market.doors().ledger());
            errors = market.log().errors();
            market.stop();
        }
        anchors = anchors(data);
        format = Files.readString(data.resolve("format.txt"));
    }

    private static List<String> anchors(Path data) throws IOException {
        return Files.readAllLines(data.resolve("anchors").resolve("demo").resolve("anchors.txt"));
    }

    @Test
    void the_folder_states_its_format_now() {
        assertThat(format).startsWith("ems-data-");
    }

    @Test
    void the_ledger_is_verified_from_the_first_block_of_the_early_build_on() {
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.blocks()).hasSizeGreaterThan(keptAnchors.size() + 1);
    }

    @Test
    void what_was_anchored_stays_and_the_chain_goes_on_from_there() {
        assertThat(keptAnchors).hasSizeGreaterThan(100);
        assertThat(anchors).startsWith(keptAnchors.toArray(String[]::new)).hasSizeGreaterThan(keptAnchors.size() + 1);
    }

    @Test
    void members_trade_with_the_keys_they_had() {
        var later = books.blocks().subList(keptAnchors.size(), books.blocks().size());
        assertThat(later).flatExtracting(block -> block.all(SignedBid.class)).isNotEmpty();
        assertThat(later).anyMatch(SealedPeriod::isSettled);
        assertThat(later)
                .flatExtracting(block -> block.all(SettlementLine.class))
                .isNotEmpty();
    }

    @Test
    void what_went_into_an_ev_came_out_of_it_or_is_still_there() {
        assertThat(VehicleEnergy.of(books))
                .hasSize(5)
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    @Test
    void the_market_complains_of_nothing() {
        assertThat(errors).isEmpty();
    }
}
