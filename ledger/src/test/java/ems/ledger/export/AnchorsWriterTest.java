package ems.ledger.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.GridState;
import ems.ledger.fixture.DemoMarket;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.PeriodKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnchorsWriterTest {

    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path folder;

    @Test
    void theAnchorsOfAnExportTakeThePlaceOfThoseBefore() throws IOException {
        var file = folder.resolve("anchors.txt");
        Files.writeString(file, "those of an earlier run, and more of them".repeat(9));
        try (var anchors = new AnchorsWriter(file)) {
            anchors.publish(header(0));
            anchors.publish(header(1));
        }
        assertThat(file).hasContent("0 " + HASH + "\n1 " + HASH + "\n");
    }

    @Test
    void whatCannotBeWrittenIsNotAnchored() throws IOException {
        var anchors = new AnchorsWriter(folder.resolve("anchors.txt"));
        anchors.close();
        assertThatThrownBy(() -> anchors.publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("anchors.txt cannot be written");
    }

    private static BlockHeader header(long height) {
        String none = HeaderText.NO_PREVIOUS;
        return new BlockHeader(
                new PeriodKey(DemoMarket.GRID, DemoMarket.FIRST),
                height,
                0,
                none,
                GridState.blank().roots(),
                none,
                none,
                HASH);
    }
}
