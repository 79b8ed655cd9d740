package ems.ledger.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.GridState;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.tree.Sha256;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileAnchorTest {

    @TempDir
    Path folder;

    private FileAnchor anchor;

    private FileAnchor opened() {
        anchor = FileAnchor.perGrid(folder, true);
        return anchor;
    }

    @AfterEach
    void close() throws IOException {
        if (anchor != null) {
            anchor.close();
        }
    }

    private static BlockHeader header(String grid, long height, String previous) {
        var key = new PeriodKey(new GridId(grid), DemoMarket.FIRST);
        String none = HeaderText.NO_PREVIOUS;
        var header = new BlockHeader(key, height, 0, none, GridState.blank().roots(), none, previous, "");
        return HeaderText.hashed(header, new Sha256());
    }

    private static BlockHeader header(long height) {
        return header("home", height, HeaderText.NO_PREVIOUS);
    }

    private Path file() {
        return folder.resolve("home/anchors.txt");
    }

    @Test
    void eachGridHasItsFileWithALinePerHeader() {
        var other = header("other", 0, HeaderText.NO_PREVIOUS);
        var target = opened();
        target.publish(header(0));
        target.publish(other);
        target.publish(header(1));
        assertThat(file())
                .hasContent("0 " + header(0).hash() + "\n1 " + header(1).hash() + "\n");
        assertThat(folder.resolve("other/anchors.txt")).hasContent("0 " + other.hash() + "\n");
    }

    @Test
    void publishingAgainChangesNothing() throws IOException {
        opened().publish(header(0));
        anchor.publish(header(1));
        anchor.publish(header(1));
        anchor.publish(header(0));
        anchor.close();
        opened().publish(header(0));
        anchor.publish(header(1));
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void anotherHashAtAPublishedHeightIsRefused() {
        opened().publish(header(0));
        anchor.publish(header(1));
        for (long height : new long[] {0, 1}) {
            var rewritten = header("home", height, "1".repeat(64));
            assertThatThrownBy(() -> anchor.publish(rewritten))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("block " + height + " of grid home");
        }
    }

    @Test
    void aGapIsRefused() {
        opened().publish(header(0));
        assertThatThrownBy(() -> anchor.publish(header(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isEqualTo(1))
                .hasMessageContaining("ends at height 0");
    }

    @Test
    void aFileThatIsCutWhileItIsOpenTellsWhatItMisses() throws IOException {
        opened().publish(header(0));
        anchor.publish(header(1));
        Files.writeString(file(), "0 " + header(0).hash() + "\n");
        assertThatThrownBy(() -> anchor.publish(header(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isEqualTo(1));
        Files.delete(file());
        assertThatThrownBy(() -> anchor.publish(header(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isZero());
        anchor.publish(header(0));
        assertThat(file()).hasContent("0 " + header(0).hash() + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 66})
    void aTornLastLineIsWrittenAnew(int kept) throws IOException {
        opened().publish(header(0));
        anchor.close();
        String torn = ("1 " + header(1).hash()).substring(0, kept);
        Files.writeString(file(), torn, StandardOpenOption.APPEND);
        opened().publish(header(1));
        assertThat(file())
                .hasContent("0 " + header(0).hash() + "\n1 " + header(1).hash() + "\n");
    }

    @Test
    void aTornFirstLineIsWrittenAnew() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "0 12ab");
        opened().publish(header(0));
        assertThat(file()).hasContent("0 " + header(0).hash() + "\n");
    }

    @Test
    void manyLinesAreContinued() throws IOException {
        for (long height = 0; height < 20; height++) {
            opened().publish(header(height));
            anchor.close();
        }
        assertThat(Files.readAllLines(file())).hasSize(20);
    }

    @Test
    void aTargetThatCannotBeWrittenIsUnavailableUntilItCan() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("home"), "a file");
        assertThatThrownBy(() -> opened().publish(header(0))).isInstanceOf(AnchorUnavailable.class);
        Files.delete(inTheWay);
        anchor.publish(header(0));
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void aFileThatHoldsSomethingElseIsNotTouched() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "my shopping list\n");
        assertThatThrownBy(() -> opened().publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("shopping");
        assertThat(file()).hasContent("my shopping list\n");
    }
}
