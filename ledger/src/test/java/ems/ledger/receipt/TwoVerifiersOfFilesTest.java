package ems.ledger.receipt;

import java.io.IOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.Checkpoints;
import ems.ledger.checkpoint.Extension;
import ems.ledger.checkpoint.KeptCheckpoint;
import ems.ledger.key.SigningKey;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.market.party.GridId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody has from elsewhere, and a checkpoint that somebody kept: Java and the browser take and refuse the same files. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoVerifiersOfFilesTest {

    private static final GridId GRID = new GridId("demo");
    private static final int KEPT = 5;
    private static final int NOW = 8;
    private static final String BOM = "\ufeff";
    private static final String TAKEN = "taken";
    private static final String REFUSED = "refused";
    private static final String GOES_ON = "goes on";
    private static final String WRONG = "wrong";
    private static final String UNCLEAR = "unclear";

    private static final NoteSigner A = unit("rsu-a", 1);
    private static final NoteSigner B = unit("rsu-b", 2);
    private static final NoteSigner C = unit("rsu-c", 3);
    private static final NoteSigner STRANGER = unit("rsu-x", 4);
    private static final NoteSigner B_AGAIN = unit("rsu-b", 5);
    private static final String TWO_OF_THREE = "quorum 2\n" + line(A) + line(B) + line(C);

    private static final List<byte[]> HASHES = IntStream.range(0, NOW)
            .mapToObj(i -> new Sha256().of(new byte[] {(byte) i}))
            .toList();
    private static final Checkpoint EARLIER = checkpoint(GRID, KEPT);
    private static final Checkpoint LATER = checkpoint(GRID, NOW);
    private static final String PROOF =
            Extension.json(GRID, MerkleTree.over(HASHES, new Sha256()).consistency(KEPT));

    @TempDir
    static Path folder;

    private BrowsersVerifier browser;

    /** A checkpoint that was kept, the validators that its reader trusts, and what is found. */
    private record Kept(String file, String validators, String found) {}

    @BeforeAll
    void run() throws IOException {
        browser = new BrowsersVerifier(folder, List.of());
    }

    private static NoteSigner unit(String name, int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new NoteSigner(name, SigningKey.of(bytes));
    }

    private static String line(NoteSigner unit) {
        return unit.verifier().text() + "\n";
    }

    private static Checkpoint checkpoint(GridId grid, int size) {
        return Checkpoints.of(
                grid,
                size,
                MerkleTree.over(HASHES.subList(0, size), new Sha256()).root());
    }

    private static String base64(String file) {
        return Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
    }

    /** As the command reads them. */
    private static List<String> lines(String file) {
        return new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    private static String taken(Consumer<List<String>> reader, String file) {
        try {
            reader.accept(lines(file));
            return TAKEN;
        } catch (IllegalArgumentException refused) {
            return REFUSED;
        }
    }

    private void assertAlike(String what, Map<String, String> table, Consumer<List<String>> reader) {
        List<String> files = List.copyOf(table.keySet());
        assertFound(table, files, file -> taken(reader, file));
        var answers = browser.answers(
                "files.mjs",
                files.stream().map(file -> what + " " + base64(file)).toList());
        assertFound(table, files, file -> answers.get(files.indexOf(file)));
    }

    private static void assertFound(Map<String, String> table, List<String> files, Function<String, String> judge) {
        Map<String, String> found = new LinkedHashMap<>();
        files.forEach(file -> found.put(file, judge.apply(file)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(table);
    }

    @Test
    void validators_are_read_alike() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put(TWO_OF_THREE, TAKEN);
        table.put(TWO_OF_THREE.stripTrailing(), TAKEN);
        table.put(TWO_OF_THREE.replace("\n", "\r\n"), TAKEN);
        table.put(TWO_OF_THREE.replace('\n', '\r'), TAKEN);
        table.put("quorum 2\n" + line(B) + line(B_AGAIN), TAKEN);
        table.put("", REFUSED);
        table.put("quorum 1\n", REFUSED);
        table.put(TWO_OF_THREE + "\n", REFUSED);
        table.put("\n" + TWO_OF_THREE, REFUSED);
        table.put(TWO_OF_THREE.replaceFirst("\n", "\n\n"), REFUSED);
        table.put("# ours\n" + TWO_OF_THREE, REFUSED);
        table.put(TWO_OF_THREE + "# the end\n", REFUSED);
        table.put(BOM + TWO_OF_THREE, REFUSED);
        table.put(TWO_OF_THREE + line(A), REFUSED);
        table.put("quorum 2\n" + line(A) + line(new NoteSigner("other", A.key())), REFUSED);
        table.put("quorum 0\n" + line(A), REFUSED);
        table.put("quorum 02\n" + line(A) + line(B), REFUSED);
        table.put("quorum 2\n" + line(A), REFUSED);
        table.put("quorum 1\n" + line(A).replace("rsu-a", "rsu-d"), REFUSED);
        table.put("quorum 1\n" + line(new NoteSigner("stra\u00dfe", A.key())), REFUSED);
        table.put("quorum 1\n" + line(new NoteSigner("a|b", A.key())), REFUSED);
        table.put("quorum 1\n" + line(A).replace("\n", " \n"), REFUSED);
        assertAlike("validators", table, Trust.NOBODY::withValidators);
    }

    @Test
    void keys_of_parties_are_read_alike() {
        String key = A.key().publicKey().text();
        String other = B.key().publicKey().text();
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        Map<String, String> table = new LinkedHashMap<>();
        table.put("", TAKEN);
        table.put("prosumer:L1 " + key + "\nvehicle:EV1 " + key, TAKEN);
        table.put("prosumer:L1 " + key + "\r\n", TAKEN);
        table.put("\n", REFUSED);
        table.put("prosumer:L1 " + key + "\n\nvehicle:EV1 " + other, REFUSED);
        table.put("# ours\nprosumer:L1 " + key, REFUSED);
        table.put(BOM + "prosumer:L1 " + key, REFUSED);
        table.put("prosumer:L1 " + key + "\nprosumer:L1 " + other, REFUSED);
        table.put("prosumer:L1 " + key + "\nprosumer:L1 " + key, REFUSED);
        table.put("prosumer:L1", REFUSED);
        table.put("prosumer:L1  " + key, REFUSED);
        table.put("prosumer:L1 " + key + "=", REFUSED);
        table.put("L1 " + key, REFUSED);
        table.put("prosumer:L1 " + base64url(new byte[31]), REFUSED);
        table.put("prosumer:L1 " + base64url(new byte[33]), REFUSED);
        table.put("prosumer:L1 " + base64url(neutral), REFUSED);
        table.put("prosumer:L1 ", REFUSED);
        assertAlike("keys", table, Trust.NOBODY::withKeys);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void anchors_are_read_alike() {
        String one = "7 " + "ab".repeat(32);
        Map<String, String> table = new LinkedHashMap<>();
        table.put("", TAKEN);
        table.put(one, TAKEN);
        table.put(one + "\n" + one + "\n", TAKEN);
        table.put(one + "\r\n8 " + "cd".repeat(32), TAKEN);
        table.put(one + "\n7 " + "cd".repeat(32), REFUSED);
        table.put(one + "\n\n", REFUSED);
        table.put("# ours\n" + one, REFUSED);
        table.put(BOM + one, REFUSED);
        table.put("0" + one, REFUSED);
        table.put("7 " + "AB".repeat(32), REFUSED);
        table.put("9".repeat(19) + one.substring(1), REFUSED);
        table.put(one + " ", REFUSED);
        assertAlike("anchors", table, Trust.NOBODY::withAnchors);
    }

    private static List<Kept> checkpoints() {
        String plain = EARLIER.text();
        var once = EARLIER.sign(A);
        String twice = once.and(B).note();
        String signatureOfA = once.note().substring(plain.length() + 1);
        var further = new Checkpoint(EARLIER.origin(), KEPT, EARLIER.root(), List.of("more"));
        var foreign = new Checkpoint(EARLIER.origin(), KEPT, "ab".repeat(32));
        var longer = new Checkpoint(EARLIER.origin(), NOW + 1, EARLIER.root());
        var other = checkpoint(new GridId("other"), KEPT);
        List<Kept> table = new ArrayList<>();
        table.add(new Kept(plain, "", GOES_ON));
        table.add(new Kept(twice, "", GOES_ON));
        table.add(new Kept(twice, TWO_OF_THREE, GOES_ON));
        table.add(new Kept(LATER.text(), "", GOES_ON));
        // whom the reader trusts
        table.add(new Kept(plain, TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(once.note(), TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(once.note() + signatureOfA, TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(twice + signatureOfA, TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(once.and(B).and(STRANGER).note(), TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(once.and(B).and(B_AGAIN).note(), TWO_OF_THREE + line(B_AGAIN), UNCLEAR));
        table.add(new Kept(foreign.text() + twice.substring(plain.length()), TWO_OF_THREE, UNCLEAR));
        table.add(new Kept(twice, "quorum 2\n" + line(A) + line(B) + line(B), UNCLEAR));
        table.add(new Kept(twice, BOM + TWO_OF_THREE, UNCLEAR));
        // what the ledger is
        table.add(new Kept(further.text(), "", WRONG));
        table.add(new Kept(further.sign(A).and(B).note(), TWO_OF_THREE, WRONG));
        table.add(new Kept(foreign.text(), "", WRONG));
        table.add(new Kept(foreign.sign(A).and(C).note(), TWO_OF_THREE, WRONG));
        table.add(new Kept(longer.text(), "", WRONG));
        table.add(new Kept(new Checkpoint(EARLIER.origin(), NOW, foreign.root()).text(), "", WRONG));
        table.add(new Kept(other.text(), "", WRONG));
        table.add(new Kept(BOM + plain, "", WRONG));
        // what is no checkpoint
        table.add(new Kept("", "", UNCLEAR));
        table.add(new Kept("{}", "", UNCLEAR));
        table.add(new Kept(plain.stripTrailing(), "", UNCLEAR));
        table.add(new Kept(plain.replace("\n", "\r\n"), "", UNCLEAR));
        table.add(new Kept("# kept\n" + plain, "", UNCLEAR));
        table.add(new Kept(plain + "\n", "", UNCLEAR));
        table.add(new Kept(plain.replace("\n5\n", "\n05\n"), "", UNCLEAR));
        table.add(new Kept(plain.replace("\n5\n", "\n-5\n"), "", UNCLEAR));
        table.add(new Kept(plain.replace("\n5\n", "\n" + "9".repeat(19) + "\n"), "", UNCLEAR));
        table.add(new Kept(plain.replace("=\n", "\n"), "", UNCLEAR));
        table.add(new Kept("x".repeat(1 << 16) + plain, "", UNCLEAR));
        return table;
    }

    /** As the command judges them. */
    private static String byJava(Kept kept) {
        KeptCheckpoint earlier;
        try {
            earlier = KeptCheckpoint.parse(kept.file().getBytes(StandardCharsets.UTF_8));
            if (!kept.validators().isEmpty()) {
                var trusted =
                        Trust.NOBODY.withValidators(lines(kept.validators())).validators();
                Quorum.of(trusted.orElseThrow())
                        .refuseUnlessSigned(
                                earlier.note().orElseThrow(() -> new IllegalArgumentException("nobody signed")));
            }
        } catch (IllegalArgumentException refused) {
            return UNCLEAR;
        }
        return Extension.of(earlier.checkpoint(), GRID, HASHES).fault().isPresent() ? WRONG : GOES_ON;
    }

    private static String since(String earlier, String proof, String validators) {
        String later = LATER.sign(A).and(C).note();
        return String.join(
                " ",
                "since",
                base64(earlier),
                base64(later),
                base64(proof),
                validators.isEmpty() ? "-" : base64(validators));
    }

    @Test
    void checkpoints_are_judged_alike() {
        var table = checkpoints();
        List<String> expected = table.stream().map(Kept::found).toList();
        assertThat(table.stream().map(TwoVerifiersOfFilesTest::byJava)).containsExactlyElementsOf(expected);
        assertThat(browser.answers(
                        "files.mjs",
                        table.stream()
                                .map(kept -> since(kept.file(), PROOF, kept.validators()))
                                .toList()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void a_proof_that_is_none_says_nothing_against_the_ledger() {
        String hash = PROOF.replaceFirst(".*\"path\":\\[\"([0-9a-f]{64}).*", "$1");
        String changed = (hash.charAt(0) == '0' ? "1" : "0") + hash.substring(1);
        Map<String, String> table = new LinkedHashMap<>();
        table.put(PROOF, GOES_ON);
        table.put(PROOF.replace(hash, changed), WRONG);
        table.put(PROOF.replace(hash, hash.substring(2)), UNCLEAR);
        table.put(PROOF.replace("\"from\":5", "\"from\":4"), UNCLEAR);
        table.put(PROOF.replace("\"from\":5", "\"from\":\"5\""), UNCLEAR);
        table.put(PROOF.replace("\"path\"", "\"way\""), UNCLEAR);
        table.put("{}", UNCLEAR);
        table.put("null", UNCLEAR);
        table.put("no JSON", UNCLEAR);
        List<String> proofs = List.copyOf(table.keySet());
        var answers = browser.answers(
                "files.mjs",
                proofs.stream().map(proof -> since(EARLIER.text(), proof, "")).toList());
        assertFound(table, proofs, proof -> answers.get(proofs.indexOf(proof)));
    }

    @Test
    void energy_is_rounded_as_bills_round_it() {
        long[] millijoules = {0, 1, 1_799, 1_800, 1_801, 3_599, 3_600, 5_400, 9_000, 3_600_000_000L, Long.MAX_VALUE};
        assertThat(browser.answers(
                        "files.mjs",
                        LongStream.of(millijoules)
                                .mapToObj(number -> "energy " + base64(String.valueOf(number)))
                                .toList()))
                .contains("0 kWh", "0.000001 kWh", "0.000002 kWh", "1 kWh")
                .containsExactlyElementsOf(LongStream.of(millijoules)
                        .mapToObj(number -> new Energy(number)
                                        .toKilowattHours()
                                        .setScale(6, RoundingMode.HALF_EVEN)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + " kWh")
                        .toList());
    }
}
