package ems.features.crash;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.quantity.MatchingPeriod;

/** The node of the chain that a market publishes to is killed for many periods, and comes back. */
final class ChainOutage {

    /** A period takes five seconds: a busy machine skips none, so that one that is skipped is the chain's doing. */
    private static final int SPEED = 12;

    /** Periods until the chain must have caught up; it takes a header a second, the market makes one in five. */
    private static final int PATIENCE = 150;

    private final Path folder;
    private final Path log;
    private final Path contracts;
    private final MortalChain chain;

    /**
     * What was seen.
     *
     * @param before heights on the chain before the kill
     * @param during periods that began and were settled while the node was dead, as the market told them then
     * @param heights on the chain at the end, in its order
     * @param begun every task of the market, in its order
     * @param errors what the market's log complained of
     * @param books exported at the end
     * @param read what was said when an auditor read the anchors from the chain
     * @param verified what the verifier says of the export with the auditor's anchors
     */
    record Seen(
            List<Long> before,
            Map<MatchingPeriod, JsonNode> during,
            List<Long> heights,
            List<Task> begun,
            List<String> errors,
            Books books,
            Packaged.Answer read,
            Packaged.Answer verified) {}

    /** @param folder empty at first */
    ChainOutage(Path folder, Path log, MortalChain chain) {
        this.folder = folder;
        this.log = log;
        this.contracts = folder.resolve("contracts");
        this.chain = chain;
    }

    Seen of(int periods) throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        var key = deploy();
        var settings = Map.of(
                "ems.anchor.evm.url", chain.url(),
                "ems.anchor.evm.key-file", key.toString(),
                "ems.anchor.evm.contracts-file", contracts.toString());
        try (var market = MortalMarket.start(folder.resolve("data"), log, SPEED, settings)) {
            awaitHeight(market, 2);
            var before = heights();
            chain.kill();
            var during = during(market, periods);
            chain.start();
            long last = during.values().stream()
                    .mapToLong(view -> view.required("block").required("height").asLong())
                    .max()
                    .orElseThrow();
            awaitHeight(market, last + 1);
            var anchors = folder.resolve("anchors.txt");
            var read = Packaged.answer(
                    "anchors",
                    "read",
                    "--url",
                    chain.url(),
                    "--contracts",
                    contracts.toString(),
                    "--grid",
                    "demo",
                    "--out",
                    anchors.toString());
            byte[] zip = market.doors().ledger();
            var heights = heights();
            market.stop();
            var export = Books.unzipped(zip, folder.resolve("audit"));
            var verified = Packaged.answer("verify", export.toString(), "--anchors", anchors.toString());
            return new Seen(
                    before,
                    during,
                    heights,
                    market.log().begun(),
                    market.log().errors(),
                    Books.of(zip),
                    read,
                    verified);
        }
    }

    /** @return the operator's key file */
    private Path deploy() throws IOException, InterruptedException {
        var key = Files.createFile(
                folder.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, MortalChain.KEY);
        var deployed = Packaged.answer(
                "anchors", "deploy", "--url", chain.url(), "--key-file", key.toString(), "--out", contracts.toString());
        if (deployed.exitCode() != 0) {
            throw new IllegalStateException("not deployed: " + deployed.said());
        }
        return key;
    }

    /** Looks at the chain with each period that begins. */
    private void awaitHeight(MortalMarket market, long height) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            market.await(task -> task.is("collectBids"));
            if (heights().contains(height)) {
                return;
            }
        }
        throw new IllegalStateException("the chain has heights " + heights() + " after " + PATIENCE + " periods");
    }

    /** Each is looked at when the next one has been settled, too: by then it is at its end. */
    private static Map<MatchingPeriod, JsonNode> during(MortalMarket market, int periods)
            throws IOException, InterruptedException {
        Map<MatchingPeriod, JsonNode> during = new LinkedHashMap<>();
        var period = market.await(task -> task.is("collectBids")).key().period();
        while (during.size() < periods) {
            var due = period.next();
            market.await(task -> task.is("settle") && !task.key().period().isBefore(due));
            during.put(period, market.doors().view(period));
            period = due;
        }
        return during;
    }

    private List<Long> heights() throws IOException, InterruptedException {
        var addresses = new Properties();
        addresses.load(new StringReader(Files.readString(contracts)));
        return chain.heights(addresses.getProperty("StateAnchor"));
    }
}
