package ems.ledger.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptBuilder;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.SealedMatch;
import ems.ledger.receipt.Trust;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.ledger.verify.VerifyCommand;
import ems.market.ledger.BlockHeader;
import ems.market.record.EntryLines;

/**
 * How large a receipt is and how long it takes to check: in a Java that has just started, against one that does nothing,
 * and warm. The match is one of the demo's; other entries of its block and other blocks of the log are made up.
 */
public final class ReceiptReport {

    private static final int STARTS = 11;
    private static final int WARM_UPS = 20_000;
    private static final int CHECKS = 5_000;
    private static final int SIGNERS = 4;
    private static final int DAY = 1_440;
    private static final int YEAR = 525_600;

    private final Sha256 sha = new Sha256();
    private final List<NoteSigner> signers = IntStream.rangeClosed(1, SIGNERS)
            .mapToObj(i -> new NoteSigner("rsu" + i, SigningKey.generate(new SecureRandom())))
            .toList();
    private final Path folder;
    private final StringBuilder report = new StringBuilder();

    private ReceiptReport(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] none) throws Exception {
        var folder = Files.createTempDirectory("receipts");
        var report = new ReceiptReport(folder);
        report.write();
        Files.writeString(Path.of("target/receipt.txt"), report.report);
        System.out.println(report.report);
    }

    private void write() throws IOException, InterruptedException {
        line("A receipt: ./ems benchmark ledger ReceiptReport");
        line("%s, %d cores, Java %s, load average %.1f at the start", LocalDate.now(), processors(),
                System.getProperty("java.runtime.version"), load());
        line("");
        line("A match of the demo, its checkpoint signed by %d. First check: in a new Java that reads one receipt, its wall time and", SIGNERS);
        line("what its thread takes of a core; command: the wall time of a Java with VerifyCommand less that of one that does");
        line("nothing; of %d starts of each, in turn, the best and the median. Warm: median of %,d checks after %,d. Making: from", STARTS, CHECKS, WARM_UPS);
        line("blocks in memory, with all trees, best of 5.");
        line("");
        line("blocks   entries of the block    bytes       first check, best and median       of a core, best and median      command, best and median          warm         making");
        for (int blocks : new int[] {DAY, YEAR}) {
            for (int entries : new int[] {20, 10_000}) {
                row(blocks, entries);
            }
        }
        line("");
        line("Load average %.1f at the end.", load());
    }

    private void row(int blocks, int entries) throws IOException, InterruptedException {
        var demo = Receipt.parse(Files.readAllBytes(Path.of("src/test/resources/ems/ledger/demo.receipt")));
        var sealed = sealed(demo, blocks, entries);
        long making = Long.MAX_VALUE;
        Receipt receipt = null;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            receipt = ReceiptBuilder.of(demo.match(), sealed);
            making = Math.min(making, System.nanoTime() - start);
        }
        byte[] bytes = receipt.text().getBytes(StandardCharsets.UTF_8);
        var file = Files.write(folder.resolve("one.receipt"), bytes);
        List<Long> nothing = new ArrayList<>();
        List<Long> first = new ArrayList<>();
        List<Long> core = new ArrayList<>();
        List<Long> command = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            nothing.add(run(OneCheck.class.getName()));
            run(OneCheck.class.getName(), file.toString());
            String[] printed = printed().split(" ");
            first.add(Long.parseLong(printed[0]));
            core.add(Long.parseLong(printed[1]));
            command.add(run(VerifyCommand.class.getName(), file.toString()));
        }
        line("%,7d %,22d %,8d        %s %s           %s %s         %s %s    %s     %s", blocks, entries, bytes.length,
                millis(best(first)), millis(median(first)), millis(best(core)), millis(median(core)),
                millis(best(command) - best(nothing)), millis(median(command) - median(nothing)),
                millis(warm(bytes)), millis(making));
    }

    /** The demo's entries at the end of a longer block, in the middle of a longer log. */
    private SealedMatch sealed(Receipt demo, int blocks, int entries) {
        List<byte[]> lines = new ArrayList<>(EntryLines.of(DemoReceipts.entries(demo)).toList());
        while (lines.size() < entries) {
            lines.add(("standing|EV" + (100_000 + lines.size()) + "|yes|0|216635887880|1771716189")
                    .getBytes(StandardCharsets.UTF_8));
        }
        var block = demo.block();
        var header = HeaderText.hashed(
                new BlockHeader(block.key(), blocks / 2, lines.size(),
                        HexFormat.of().formatHex(MerkleTree.over(lines, sha).root()), block.states(), block.logRoot(),
                        block.previous(), ""),
                sha);
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            hashes.add(i == blocks / 2
                    ? HexFormat.of().parseHex(header.hash())
                    : sha.of(Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
        }
        var log = MerkleTree.over(hashes, sha);
        var checkpoint = Checkpoints.of(block.key().grid(), blocks, log.root());
        var note = checkpoint.sign(signers.get(0));
        for (NoteSigner signer : signers.subList(1, SIGNERS)) {
            note = note.and(signer);
        }
        var keys = signers.stream().map(signer -> signer.verifier().text()).toList();
        return new SealedMatch(header, lines, log, keys, Checkpoints.signatures(note), true, List.of());
    }

    /** Wall time of a Java from its start to its end. */
    private long run(String... main) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path")));
        words.addAll(Arrays.asList(main));
        var out = folder.resolve("out").toFile();
        long start = System.nanoTime();
        int code = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out).start().waitFor();
        long end = System.nanoTime();
        if (code != 0) {
            throw new IllegalStateException(main[0] + " ends with " + code + ": " + Files.readString(out.toPath()));
        }
        return end - start;
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("out")).strip();
    }

    private static long warm(byte[] file) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < WARM_UPS + CHECKS; i++) {
            long start = System.nanoTime();
            var found = ReceiptVerifier.of(file, Trust.NOBODY);
            long end = System.nanoTime();
            if (!(found instanceof Verified)) {
                throw new IllegalStateException(found.toString());
            }
            if (i >= WARM_UPS) {
                times.add(end - start);
            }
        }
        return median(times);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static long best(List<Long> times) {
        return Collections.min(times);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%7.2f ms", nanos / 1e6);
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values) + '\n';
        report.append(line);
        System.out.print(line);
    }
}
