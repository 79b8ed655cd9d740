package ems.ledger.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import ems.market.ledger.BlockHeader;
import ems.market.record.Entry;

/** The entries of an exported ledger, for whoever checks more of them than {@link ems.ledger.verify.LedgerVerifier} does. */
public final class ExportedEntries {

    private final LedgerFolder ledger;

    /** @throws IllegalArgumentException if the folder holds no ledger */
    public ExportedEntries(Path folder) {
        this.ledger = new LedgerFolder(folder);
        if (!Files.isRegularFile(ledger.blocks())) {
            throw new IllegalArgumentException(folder + " holds no ledger: there is no blocks.txt in it");
        }
    }

    /** Takes the entries of one block. */
    @FunctionalInterface
    public interface BlockReader {
        void take(BlockHeader block, List<Entry> entries);
    }

    /**
     * All of them, block by block, in the order of the ledger; verify it first.
     *
     * @throws IllegalArgumentException if its blocks cannot be separated
     */
    public void forEachBlock(BlockReader reader) throws IOException {
        read(block -> reader.take(
                block.header(),
                block.lines().stream()
                        .map(line -> Entry.parse(BlocksReader.text(line)))
                        .toList()));
    }

    /**
     * Those of some kinds, in the order of the ledger; the rest is passed over unread, so verify the ledger first.
     *
     * @throws IllegalArgumentException if its blocks cannot be separated
     */
    public List<Entry> ofKinds(Set<String> kinds) throws IOException {
        List<Entry> entries = new ArrayList<>();
        read(block -> block.lines().stream()
                .map(BlocksReader::text)
                .filter(line -> kinds.contains(line.split("\\|", 2)[0]))
                .map(Entry::parse)
                .forEach(entries::add));
        return entries;
    }

    /** The headers of all blocks, also of those without entries; verify the ledger first. */
    public List<BlockHeader> headers() throws IOException {
        List<BlockHeader> headers = new ArrayList<>();
        read(block -> headers.add(block.header()));
        return headers;
    }

    private void read(Consumer<ExportedBlock> reader) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(ledger.blocks()))) {
            var blocks = new BlocksReader(in);
            for (var block = blocks.next(); block.isPresent(); block = blocks.next()) {
                reader.accept(block.get());
            }
        } catch (WrongLedger wrong) {
            throw new IllegalArgumentException(ledger.path() + ": " + wrong.getMessage(), wrong);
        }
    }
}
