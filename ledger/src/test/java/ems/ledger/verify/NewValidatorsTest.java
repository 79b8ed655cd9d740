package ems.ledger.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.BlockSigner;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.receipt.Receipt;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.BlockTables;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.PeriodTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.store.StoredReceipts;
import ems.market.ledger.Identities;
import ems.market.record.MatchId;

import static org.assertj.core.api.Assertions.assertThat;

/** A grid whose validators vote for others, or which forgets the entries that name them, is verified and gives receipts. */
class NewValidatorsTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private final DataSource database = database();
    private final List<NoteSigner> first = signers("old");
    private final List<NoteSigner> later = signers("new");

    private static DataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:validators" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return LedgerTables.in(source);
    }

    private static List<NoteSigner> signers(String name) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner(name + i, SigningKey.generate(RANDOM)))
                .toList();
    }

    /** Three periods; the second names the later signers. */
    private void run(boolean replaced) {
        try (var outbox = new AnchorOutbox(database, Map.of(), Duration.ofSeconds(30))) {
            var all = Stream.of(first, later).flatMap(List::stream).toList();
            var ledger = new StoredLedger(database, outbox, new BlockSigner(all));
            var journal = new StoredJournal(database);
            var demo = new DemoMarket(2, 2, 3, journal, ledger)
                    .open(new Identities(Optional.of(new BlockSigner(first).validators(2)), List.of()));
            demo.run(DemoMarket.key(0));
            if (replaced) {
                var change = ledger.registered(DemoMarket.GRID)
                        .changeTo(DemoMarket.GRID, new BlockSigner(later).validators(2))
                        .orElseThrow();
                var voted = change.voted(
                        first.subList(1, 3).stream().map(change::vote).toList());
                demo.market().nameValidators(DemoMarket.key(1), voted);
            }
            demo.run(DemoMarket.key(1));
            demo.run(DemoMarket.key(2));
        }
    }

    /** The same from the database and from its export. */
    private Receipt receipt() throws IOException {
        new LedgerExporter(database).export(DemoMarket.GRID, folder, folder.resolve("none"));
        MatchId match = DemoReceipts.matches(folder).get(0);
        var exported = new ExportedReceipts(folder).receipt(match);
        assertThat(new StoredReceipts(database).receipt(DemoMarket.GRID, match, Optional.empty()))
                .contains(exported);
        return exported;
    }

    @Test
    void validatorsThatFollowOthersSignReceipts() throws IOException {
        run(true);
        assertThat(receipt().signers()).extracting(NoteVerifier::name).containsExactly("new1", "new2", "new3");
        assertThat(LedgerVerifier.of(folder).toString()).contains("verified: 4 blocks", "signed by the 3 validators");
    }

    @Test
    void validatorsWhoseEntryIsForgottenSignReceipts() throws IOException {
        run(false);
        Jdbi.create(database).useTransaction(sql -> {
            var block = BlockTables.at(sql, DemoMarket.GRID, 0).orElseThrow();
            PeriodTables.delete(sql, block.key());
            BlockTables.retired(sql, block);
        });
        assertThat(receipt().signers()).extracting(NoteVerifier::name).containsExactly("old1", "old2", "old3");
    }
}
