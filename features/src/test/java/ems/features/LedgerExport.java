package ems.features;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipInputStream;

import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification;

/** A grid's exported ledger in an auditor's folder. Closing it removes the folder. */
public final class LedgerExport implements AutoCloseable {

    private static final String BLOCK = "ems-block-2|";

    private final Path folder;

    private LedgerExport(Path folder) {
        this.folder = folder;
    }

    static LedgerExport unzipped(byte[] zip) {
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            var folder = Files.createTempDirectory("ems-audit");
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                Files.copy(files, folder.resolve(Path.of(file.getName()).getFileName()));
            }
            return new LedgerExport(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Verification verified() {
        try {
            return LedgerVerifier.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the first entry of the kind, behind the ledger's back. */
    public void changeFirst(String kind, UnaryOperator<String> change) {
        rewrite(lines -> {
            int at = firstOf(kind, lines);
            lines.set(at, change.apply(lines.get(at)));
        });
    }

    public void removeFirst(String kind) {
        rewrite(lines -> lines.remove(firstOf(kind, lines)));
    }

    public void cutLastBlock() {
        rewrite(lines -> {
            while (!lines.remove(lines.size() - 1).startsWith(BLOCK)) {
                // entries of the last block
            }
        });
    }

    @Override
    public void close() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Rewriting {
        void of(List<String> lines);
    }

    private void rewrite(Rewriting rewriting) {
        var blocks = folder.resolve("blocks.txt");
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(blocks));
            rewriting.of(lines);
            Files.writeString(blocks, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstOf(String kind, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(kind + "|")) {
                return i;
            }
        }
        throw new IllegalArgumentException("the export holds no entry of the kind " + kind);
    }
}
