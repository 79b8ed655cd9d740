package ems.features.crash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import ems.features.Folders;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification;
import ems.market.record.Entry;

/**
 * A grid's exported ledger as an auditor reads it.
 *
 * @param verification what the market's own verifier says of it
 * @param blocks in the order of the file
 */
record Books(Verification verification, List<SealedPeriod> blocks) {

    /** The end of a ledger as a command prints it. */
    record Head(int blocks, String hash) {

        private static final Pattern PRINTED = Pattern.compile("grid demo, ([0-9]+) blocks, head ([0-9a-f]{64})");

        static Head in(String said) {
            var printed = PRINTED.matcher(said);
            if (!printed.find()) {
                throw new IllegalArgumentException("no head was printed: " + said);
            }
            return new Head(Integer.parseInt(printed.group(1)), printed.group(2));
        }
    }

    private static final String BLOCK = "ems-block-2|";
    /** Validators sign a block between its line and its entries. */
    private static final String SIGNATURE = "\u2014 ";

    /** @param zip of {@code blocks.txt} and {@code anchors.txt} */
    static Books of(byte[] zip) throws IOException {
        var folder = unzipped(zip, Files.createTempDirectory("ems-audit"));
        try {
            return new Books(LedgerVerifier.of(folder), blocks(Files.readAllLines(folder.resolve("blocks.txt"))));
        } finally {
            Folders.delete(folder);
        }
    }

    /** @return the folder, with the files in it */
    static Path unzipped(byte[] zip, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                Files.copy(files, folder.resolve(Path.of(file.getName()).getFileName()));
            }
        }
        return folder;
    }

    private static List<SealedPeriod> blocks(List<String> lines) {
        List<SealedPeriod> blocks = new ArrayList<>();
        List<Entry> entries = List.of();
        for (String line : lines) {
            if (line.startsWith(BLOCK)) {
                entries = new ArrayList<>();
                blocks.add(SealedPeriod.of(line, entries));
            } else if (!line.startsWith(SIGNATURE)) {
                entries.add(Entry.parse(line));
            }
        }
        return blocks;
    }

    /** Its beginning, of which nothing is verified apart. */
    Books first(int number) {
        return new Books(verification, blocks.subList(0, number));
    }

    /** Hashes of all blocks, in their order. */
    List<String> hashes() {
        return blocks.stream().map(SealedPeriod::hash).toList();
    }

    <E extends Entry> List<E> all(Class<E> kind) {
        return blocks.stream().flatMap(block -> block.all(kind).stream()).toList();
    }
}
