package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Chain;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.export.FileAnchor;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.tree.Sha256;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.ledger.Identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Blocks that two of three road-side units must sign: who else writes them is found. */
class SignedLedgerTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SIGNATURE = "\u2014 ";

    @TempDir
    Path folder;

    private final List<NoteSigner> units = signers("rsu");
    private List<String> lines;
    private byte[] anchors;

    private static List<NoteSigner> signers(String name) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner(name + i, SigningKey.generate(RANDOM)))
                .toList();
    }

    private static DataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:signed" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return LedgerTables.in(source);
    }

    /** Runs two periods; the grid names the first signers as validators, and the second ones sign. */
    private Path run(String name, long seed, List<NoteSigner> named, List<NoteSigner> signing) throws IOException {
        var database = database();
        var in = folder.resolve(name);
        try (var files = FileAnchor.perGrid(in.resolve("anchors"), false);
                var outbox = new AnchorOutbox(database, Map.of("file", files), Duration.ofSeconds(30))) {
            var ledger = new StoredLedger(database, outbox, new BlockSigner(signing));
            var validators = new BlockSigner(named).validators(2);
            new DemoMarket(2, 2, seed, new StoredJournal(database), ledger)
                    .open(new Identities(Optional.of(validators), List.of()))
                    .run(2);
            new LedgerExporter(database).export(DemoMarket.GRID, in, files.file(DemoMarket.GRID));
        }
        return in;
    }

    @BeforeEach
    void export() throws IOException {
        var exported = run("honest", 3, units, units);
        lines = Files.readAllLines(exported.resolve("blocks.txt"));
        anchors = Files.readAllBytes(exported.resolve("anchors.txt"));
        assertThat(verified(lines)).isInstanceOf(Verified.class);
    }

    private Verification verified(List<String> changed) throws IOException {
        return verified((String.join("\n", changed) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Verification verified(byte[] blocks) throws IOException {
        return LedgerVerifier.of(new ByteArrayInputStream(blocks), new ByteArrayInputStream(anchors));
    }

    private void refused(List<String> changed, String why) throws IOException {
        assertThat(verified(changed))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.entry().why()).contains(why));
    }

    private List<String> without(Stream<String> dropped) {
        List<String> fewer = new ArrayList<>(lines);
        dropped.forEach(fewer::remove);
        return fewer;
    }

    private List<String> signatures() {
        return lines.stream().filter(line -> line.startsWith(SIGNATURE)).toList();
    }

    @Test
    void eachBlockCarriesTheSignaturesOfAll() {
        assertThat(signatures()).hasSize(9);
        assertThat(lines.get(0)).startsWith("ems-block-2|home|");
        assertThat(lines.subList(1, 4))
                .allMatch(line -> line.startsWith(SIGNATURE + "rsu"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anyChangedBitOfASignatureIsFound() throws IOException {
        byte[] blocks = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] signature = (signatures().get(5) + "\n").getBytes(StandardCharsets.UTF_8);
        int start = new String(blocks, StandardCharsets.ISO_8859_1)
                .indexOf(new String(signature, StandardCharsets.ISO_8859_1));
        for (int i = start; i < start + signature.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                blocks[i] ^= (byte) (1 << bit);
                assertThat(verified(blocks))
                        .as("byte %d, bit %d", i - start, bit)
                        .isInstanceOf(Wrong.class);
                blocks[i] ^= (byte) (1 << bit);
            }
        }
        assertThat(verified(blocks)).isInstanceOf(Verified.class);
    }

    @Test
    void aQuorumIsEnoughAndLessIsNot() throws IOException {
        var ofOneBlock = signatures().subList(3, 6);
        assertThat(verified(without(ofOneBlock.stream().limit(1)))).isInstanceOf(Verified.class);
        refused(without(ofOneBlock.stream().limit(2)), "it is signed by 1 of 3 validators, and 2 must sign");
        refused(without(ofOneBlock.stream()), "nobody signed it, and 2 of 3 validators must sign");
    }

    @Test
    void signaturesOfAnotherBlockAreFound() throws IOException {
        List<String> swapped = new ArrayList<>(lines);
        for (int i = 3; i < 6; i++) {
            swapped.set(lines.indexOf(signatures().get(i)), signatures().get(i - 3));
        }
        refused(swapped, "is not that of its key over this text");
    }

    @Test
    void aSignatureThatStandsTwiceIsFound() throws IOException {
        List<String> doubled = new ArrayList<>(lines);
        int place = lines.indexOf(signatures().get(4));
        doubled.add(place, lines.get(place));
        refused(doubled, "or one twice");
    }

    @Test
    void whoRewritesHistoryWithKeysOfHisOwnContradictsTheAnchors() throws IOException {
        var others = signers("rsu");
        var rewritten = run("rewritten", 4, others, others);
        assertThat(LedgerVerifier.of(rewritten)).isInstanceOf(Verified.class);
        refused(Files.readAllLines(rewritten.resolve("blocks.txt")), "it is not the block that was anchored");
    }

    @Test
    void whoRewritesHistoryAfterItsFirstBlockNeedsTheValidatorsKeys() throws IOException {
        List<String> other = Files.readAllLines(run("other", 4, units, units).resolve("blocks.txt"));
        assertThat(other.subList(0, blockLine(other, 1))).isEqualTo(lines.subList(0, blockLine(lines, 1)));
        anchors = new byte[0];
        assertThat(verified(other)).isInstanceOf(Verified.class);
        refused(signedAgain(other, signers("rsu")), "it carries a signature that is no validator's");
    }

    @Test
    void aLedgerThatOthersSignIsFoundByWhoKnowsTheValidators() throws IOException {
        var others = signers("rsu");
        var rewritten = run("rewritten", 4, others, others);
        assertThat(LedgerVerifier.of(rewritten).toString())
                .endsWith(", signed by the 3 validators that it names itself (compare with --validators)");
        assertThat(told(folder.resolve("honest"), known(2, units)))
                .endsWith(", signed by the 3 validators that you trust");
        assertThat(told(rewritten, known(2, units)))
                .contains(
                        "first wrong entry: grid home, block 0, the block itself",
                        "its validators are 2 of rsu1+",
                        "and you trust 2 of " + units.get(2).verifier().text());
        assertThat(told(rewritten, known(2, others))).contains("verified: ");
        assertThat(told(rewritten, known(1, others))).contains("and you trust 1 of rsu3+");
        assertThat(told(rewritten, known(2, others.subList(0, 2)))).contains("its validators are 2 of rsu1+");
    }

    @Test
    void aLedgerThatNobodySignsIsNotThatOfTheValidators() throws IOException {
        var unsigned = DemoReceipts.ledger(folder.resolve("unsigned"), 7, 1);
        assertThat(LedgerVerifier.of(unsigned).toString()).doesNotContain("validators");
        assertThat(told(unsigned, known(2, units)))
                .contains("block 0, the block itself", "it names no validators, and you trust 2 of rsu3+");
    }

    private Path known(int quorum, List<NoteSigner> validators) throws IOException {
        String keys = validators.stream()
                .map(unit -> unit.verifier().text() + "\n")
                .sorted(Comparator.reverseOrder())
                .reduce("", String::concat);
        return Files.writeString(folder.resolve("known"), "quorum " + quorum + "\n" + keys);
    }

    private static String told(Path ledger, Path validators) {
        var out = new StringWriter();
        new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .execute(ledger.toString(), "--validators", validators.toString());
        return out.toString().strip();
    }

    /** All but the first block, by these. */
    private static List<String> signedAgain(List<String> blocks, List<NoteSigner> signers) {
        var chain = Chain.EMPTY;
        List<String> signed = new ArrayList<>();
        for (String line : blocks) {
            if (line.startsWith(SIGNATURE) && chain.length() > 1) {
                continue;
            }
            signed.add(line);
            if (line.startsWith("ems-block-2|")) {
                chain = chain.next(HeaderText.parse(line), Optional.empty(), new Sha256());
                if (chain.length() > 1) {
                    var checkpoint = Checkpoints.of(DemoMarket.GRID, chain.log(), new Sha256());
                    var note = checkpoint.sign(signers.get(0)).and(signers.get(1));
                    signed.addAll(Checkpoints.signatures(note).lines().toList());
                }
            }
        }
        return signed;
    }

    private static int blockLine(List<String> blocks, int number) {
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).startsWith("ems-block-2|"))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutTheKeysNothingIsSealed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run("keyless", 3, units, units.subList(0, 1)))
                .withMessageContaining("can be signed by 1 of 3 validators here, and 2 must sign");
    }
}
