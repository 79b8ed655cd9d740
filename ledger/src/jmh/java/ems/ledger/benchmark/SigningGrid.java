package ems.ledger.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.chain.BlockSigner;
import ems.ledger.door.BidLimits;
import ems.ledger.door.BidSigner;
import ems.ledger.door.SignedBidStore;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.RegistryKeys;
import ems.ledger.store.StoredArchive;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.market.ledger.Identities;
import ems.market.party.ElectricVehicle;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;

/** A market of as many agents as wanted, half of them homes, on an H2 in a file; all of them sign, and three units sign blocks. */
final class SigningGrid implements AutoCloseable {

    private static final Energy MOST = Energy.ofKilowattHours("1");

    private final Path folder;
    private final JdbcConnectionPool database;
    private final AnchorOutbox outbox;
    private final StoredJournal journal;
    private final StoredLedger ledger;
    private final SignedBidStore door;
    private final DemoMarket demo;
    private final BidSigner signing;
    private final List<Party> members = new ArrayList<>();

    SigningGrid(Path folder, int agents, boolean signed) {
        this.folder = folder;
        this.database = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("books") + ";WRITE_DELAY=0", "sa", "");
        LedgerTables.in(database);
        this.outbox = new AnchorOutbox(database, Map.of(), Duration.ofMinutes(1));
        var units = new BlockSigner(IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner("rsu-" + i, key(-i)))
                .toList());
        this.journal = new StoredJournal(database);
        this.ledger = new StoredLedger(database, outbox, units);
        this.door = new SignedBidStore(database, new RegistryKeys(ledger), BidLimits.USUAL);
        this.demo = new DemoMarket(agents - agents / 2, agents / 2, 7, journal, ledger, door);
        members.addAll(demo.members().prosumers());
        members.addAll(
                demo.members().vehicles().stream().map(ElectricVehicle::id).toList());
        Map<Party, SigningKey> keys = new HashMap<>();
        List<AgentKey> enrolled = new ArrayList<>();
        if (signed) {
            members.forEach(member -> keys.put(member, key(keys.size() + 1)));
            keys.forEach((party, key) ->
                    enrolled.add(new AgentKey(party, AgentKey.BIDS, key.publicKey().text())));
        }
        this.signing = new BidSigner(DemoMarket.GRID, keys);
        demo.open(new Identities(Optional.of(units.validators(2)), enrolled));
        if (!signed) {
            members.clear();
        }
    }

    private static SigningKey key(int number) {
        return SigningKey.of(ByteBuffer.allocate(32).putInt(number).array());
    }

    /** All that happens before a block: bids at the door, the steps of the period. */
    void settle(PeriodKey key) {
        long sequence = key.period().start().getEpochSecond() / 60;
        var tokens = members.parallelStream()
                .map(member -> signing.sign(member, key.period(), sequence, MOST, MOST))
                .toList();
        door.acceptAll(DemoMarket.GRID, tokens, key.period().start().minusSeconds(1));
        demo.upToMatch(key);
        demo.market().perform(Task.MEASURE_EXCHANGE, key);
        demo.market().perform(Task.SETTLE, key);
    }

    /** Makes, signs and stores the block. @return its number of entries */
    int seal(PeriodKey key) {
        return ledger.seal(journal.read(key)).entries();
    }

    void retire(PeriodKey before) {
        door.retire(DemoMarket.GRID, before.period());
    }

    /** All but the newest periods. */
    void archive() {
        var archive = new StoredArchive(LedgerStore.in(database));
        while (archive.archive(DemoMarket.GRID, DemoMarket.key(Integer.MAX_VALUE).period())) {}
    }

    long number(String query) {
        return Jdbi.create(database)
                .withHandle(sql -> sql.createQuery(query).mapTo(Long.class).one());
    }

    Path export() throws IOException {
        var export = folder.resolve("export");
        new LedgerExporter(database).export(DemoMarket.GRID, export, folder.resolve("none"));
        return export;
    }

    /** Bytes of the database once it is closed and compact; it is closed for good. */
    long bytes() throws SQLException, IOException {
        outbox.close();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        return Files.size(folder.resolve("books.mv.db"));
    }

    @Override
    public void close() {
        outbox.close();
        database.dispose();
    }
}
