package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is changed in the files of a small ledger after the fact is found. */
class ChangedFilesTest {

    private static final int PERIODS = 2;

    @TempDir
    Path folder;

    private List<String> blocks;
    private List<String> anchors;

    @BeforeEach
    void export() throws IOException {
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            new DemoMarket(2, 2, 3, books, books).open().run(PERIODS);
        }
        blocks = Files.readAllLines(blocksFile());
        anchors = Files.readAllLines(anchorsFile());
        assertThat(verify()).isInstanceOf(Verified.class);
        assertThat(blocks).anyMatch(line -> line.startsWith("settlement|"));
    }

    private Path blocksFile() {
        return folder.resolve("blocks.txt");
    }

    private Path anchorsFile() {
        return folder.resolve("anchors.txt");
    }

    private Verification verify() throws IOException {
        return LedgerVerifier.of(folder);
    }

    private static Verification verify(byte[] blocks, byte[] anchors) throws IOException {
        return LedgerVerifier.of(new ByteArrayInputStream(blocks), new ByteArrayInputStream(anchors));
    }

    @Test
    void anyChangedByteIsFound() throws IOException {
        byte[] inBlocks = Files.readAllBytes(blocksFile());
        byte[] inAnchors = Files.readAllBytes(anchorsFile());
        for (byte[] bytes : List.of(inBlocks, inAnchors)) {
            for (int i = 0; i < bytes.length; i++) {
                byte kept = bytes[i];
                bytes[i] ^= (byte) (1 << i % 8);
                assertThat(verify(inBlocks, inAnchors)).as("byte " + i).isInstanceOf(Wrong.class);
                bytes[i] = kept;
            }
        }
        assertThat(verify(inBlocks, inAnchors)).isInstanceOf(Verified.class);
    }

    @Test
    void anyCutIsFound() throws IOException {
        byte[] inBlocks = Files.readAllBytes(blocksFile());
        byte[] inAnchors = Files.readAllBytes(anchorsFile());
        for (int length = 0; length < inBlocks.length; length++) {
            assertThat(verify(Arrays.copyOf(inBlocks, length), inAnchors))
                    .as("the first " + length + " bytes")
                    .isInstanceOf(Wrong.class);
        }
    }

    @Test
    void anyChangedFieldIsFoundInItsBlock() throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            String[] fields = blocks.get(i).split("\\|");
            for (int field = 0; field < fields.length; field++) {
                String[] changed = fields.clone();
                changed[field] = changed[field].matches("-?[0-9]+") ? changed[field] + "1" : "x" + changed[field];
                List<String> lines = new ArrayList<>(blocks);
                lines.set(i, String.join("|", changed));
                refusedInBlock(blockOf(i), lines);
            }
        }
    }

    @Test
    void anyDroppedLineIsFound() throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            List<String> lines = new ArrayList<>(blocks);
            lines.remove(i);
            write(lines);
            refused("without line " + i);
        }
    }

    @Test
    void anyDoubledLineIsFound() throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            List<String> lines = new ArrayList<>(blocks);
            lines.add(i, blocks.get(i));
            write(lines);
            refused("twice line " + i);
        }
    }

    @Test
    void anyTwoSwappedNeighboursAreFound() throws IOException {
        for (int i = 0; i + 1 < blocks.size(); i++) {
            List<String> lines = new ArrayList<>(blocks);
            Collections.swap(lines, i, i + 1);
            write(lines);
            refused("swapped lines " + i);
        }
    }

    @Test
    void anyMovedLineIsFound() throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            for (int to : new int[] {0, blocks.size() / 2, blocks.size() - 1}) {
                List<String> lines = new ArrayList<>(blocks);
                lines.add(to, lines.remove(i));
                if (!lines.equals(blocks)) {
                    write(lines);
                    refused("line " + i + " moved to " + to);
                }
            }
        }
    }

    @Test
    void anyDroppedDoubledOrSwappedBlockIsFound() throws IOException {
        var parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            List<List<String>> dropped = new ArrayList<>(parts);
            dropped.remove(i);
            refusedParts(dropped);
            List<List<String>> doubled = new ArrayList<>(parts);
            doubled.add(i, parts.get(i));
            refusedParts(doubled);
            List<List<String>> swapped = new ArrayList<>(parts);
            Collections.swap(swapped, i, (i + 1) % parts.size());
            refusedParts(swapped);
        }
    }

    @Test
    void aCutTailIsNamedByTheFirstMissingBlock() throws IOException {
        var parts = parts();
        write(String.join("\n", parts.get(0)) + "\n" + String.join("\n", parts.get(1)) + "\n");
        assertThat(verify()).isInstanceOfSatisfying(Wrong.class, wrong -> {
            assertThat(wrong.entry().block()).isEqualTo(2);
            assertThat(wrong.entry().why()).contains("the ledger was cut");
        });
    }

    @Test
    void blocksAfterTheLastAnchorAreTold() throws IOException {
        Files.write(anchorsFile(), anchors.subList(0, 1));
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verified.class, found -> assertThat(found.unanchored()).isEqualTo(PERIODS))
                .asString()
                .contains("the last 2 blocks not yet anchored");
        Files.delete(anchorsFile());
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verified.class, found -> assertThat(found.unanchored()).isEqualTo(PERIODS + 1));
    }

    @Test
    void droppedDoubledOrSwappedAnchorsAreFound() throws IOException {
        for (int i = 0; i + 1 < anchors.size(); i++) {
            List<String> dropped = new ArrayList<>(anchors);
            dropped.remove(i);
            List<String> doubled = new ArrayList<>(anchors);
            doubled.add(i, anchors.get(i));
            List<String> swapped = new ArrayList<>(anchors);
            Collections.swap(swapped, i, i + 1);
            for (var changed : List.of(dropped, doubled, swapped)) {
                Files.write(anchorsFile(), changed);
                refused("anchors " + changed);
            }
        }
    }

    @Test
    void anEmptyLedgerIsRightUnlessSomethingIsAnchored() throws IOException {
        write("");
        refused("nothing but anchors");
        Files.delete(anchorsFile());
        assertThat(verify())
                .isEqualTo(new Verified(
                        0, 0, "0".repeat(64), 0, 0, 0, Optional.empty(), new TreeMap<>(), Optional.empty(), List.of()));
    }

    private int blockOf(int line) {
        int block = -1;
        for (int i = 0; i <= line; i++) {
            block += blocks.get(i).startsWith("ems-block-2|") ? 1 : 0;
        }
        return block;
    }

    private List<List<String>> parts() {
        List<List<String>> parts = new ArrayList<>();
        for (String line : blocks) {
            if (line.startsWith("ems-block-2|")) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(line);
        }
        return parts;
    }

    private void refusedParts(List<List<String>> parts) throws IOException {
        write(parts.stream().flatMap(List::stream).toList());
        refused(parts.size() + " blocks");
    }

    private void refusedInBlock(int block, List<String> lines) throws IOException {
        write(lines);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.entry().block()).isEqualTo(block));
    }

    private void refused(String what) throws IOException {
        assertThat(verify()).as(what).isInstanceOf(Wrong.class);
    }

    private void write(List<String> lines) throws IOException {
        write(String.join("\n", lines) + "\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(blocksFile(), text);
    }
}
