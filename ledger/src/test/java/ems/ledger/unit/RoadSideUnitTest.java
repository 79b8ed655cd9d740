package ems.ledger.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Checkpoints;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.WrongLedger;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.TrueHeader;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;
import ems.market.record.EntryKind;
import ems.market.record.EntryLines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A unit signs what follows from what it signed before, once, and says which entry does not. */
class RoadSideUnitTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PERIODS = 6;

    @TempDir
    Path folder;

    private final NoteSigner own = new NoteSigner("rsu-1", SigningKey.generate(RANDOM));
    private final NoteSigner market = new NoteSigner("market", SigningKey.generate(RANDOM));
    private final Sha256 sha = new Sha256();

    private List<ExportedBlock> blocks = List.of();

    @BeforeEach
    void makeBlocks() throws Exception {
        blocks = DemoBlocks.of(PERIODS, new BlockSigner(List.of(own)).validators(1), folder.resolve("export"));
    }

    private RoadSideUnit unit() throws IOException, WrongLedger {
        return new RoadSideUnit(DemoMarket.GRID, own, Optional.empty(), folder.resolve("unit"));
    }

    private Proposal proposal(ExportedBlock block, NoteSigner by) {
        var log = LogTree.EMPTY;
        for (var before : blocks.subList(0, (int) block.header().height())) {
            log = log.with(HexFormat.of().parseHex(before.header().hash()), sha);
        }
        return Proposal.of(
                block, log.with(HexFormat.of().parseHex(block.header().hash()), sha), by, sha);
    }

    private UnitAnswer judged(RoadSideUnit unit, ExportedBlock block) throws IOException {
        return unit.judge(proposal(block, market));
    }

    private void follow(RoadSideUnit unit, int count) throws IOException {
        for (var block : blocks.subList(0, count)) {
            assertThat(judged(unit, block)).isInstanceOf(UnitAnswer.Signed.class);
        }
    }

    /** As an operator would send it who changed what is recorded: with a header that is true of the changed lines. */
    private ExportedBlock changed(ExportedBlock block, UnaryOperator<List<String>> change) {
        var lines = EntryLines.ofTexts(
                change.apply(block.lines().stream().map(BlocksReader::text).toList()));
        var header = block.header();
        var hashed = TrueHeader.of(header, lines, sha);
        return new ExportedBlock(hashed, "", false, lines.toList());
    }

    private static UnaryOperator<List<String>> edit(EntryKind kind, UnaryOperator<String> edit) {
        return lines -> {
            List<String> edited = new ArrayList<>(lines);
            for (int i = 0; i < edited.size(); i++) {
                if (edited.get(i).startsWith(kind.prefix())) {
                    edited.set(i, edit.apply(edited.get(i)));
                    return edited;
                }
            }
            throw new IllegalStateException("the block has no " + kind);
        };
    }

    /** @param place of the field in the line, from 0 */
    private static UnaryOperator<String> oneMoreIn(int place) {
        return line -> {
            String[] fields = line.split("\\|", -1);
            fields[place] = Long.toString(Long.parseLong(fields[place]) + 1);
            return String.join("|", fields);
        };
    }

    private ExportedBlock settled() {
        return blocks.stream()
                .filter(block -> block.lines().stream()
                        .anyMatch(line -> BlocksReader.text(line).startsWith(EntryKind.SETTLEMENT_LINE.prefix())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void signsEachBlockThatFollows() throws Exception {
        try (var unit = unit()) {
            for (var block : blocks) {
                var signed = (UnitAnswer.Signed) judged(unit, block);
                var checkpoint = Checkpoints.of(DemoMarket.GRID, logWith(block), sha);
                assertThat(Checkpoints.note(checkpoint, signed.signature()).signedBy(List.of(own.verifier())))
                        .containsExactly("rsu-1");
            }
            assertThat(unit.standing().blocks()).isEqualTo(blocks.size());
            assertThat(UnitStanding.parse(unit.standing().text())).isEqualTo(unit.standing());
        }
    }

    private LogTree logWith(ExportedBlock block) {
        var log = LogTree.EMPTY;
        for (var before : blocks.subList(0, (int) block.header().height() + 1)) {
            log = log.with(HexFormat.of().parseHex(before.header().hash()), sha);
        }
        return log;
    }

    @Test
    void saysWhichBlockItNeedsFirst() throws Exception {
        try (var unit = unit()) {
            follow(unit, 2);
            assertThat(judged(unit, blocks.get(4))).isEqualTo(new UnitAnswer.Behind(2));
        }
    }

    @Test
    void signsOneBlockForAHeight() throws Exception {
        var settled = settled();
        int height = (int) settled.header().height();
        var other = changed(settled, lines -> lines.subList(0, lines.size() - 1));
        try (var unit = unit()) {
            follow(unit, height);
            var first = judged(unit, settled);
            assertThat(judged(unit, settled)).as("asked again").isEqualTo(first);
            assertThat(judged(unit, other))
                    .isEqualTo(new UnitAnswer.Refused("block " + height + " is signed already, with hash "
                            + settled.header().hash() + ": this one has hash "
                            + other.header().hash()));
            assertThat(unit.standing().refusal()).isPresent();
        }
    }

    @Test
    void namesTheEntryThatAnOperatorChanged() throws Exception {
        var settled = settled();
        int height = (int) settled.header().height();
        // an amount, an energy and a price
        var places = Map.of(EntryKind.SETTLEMENT_LINE, 8, EntryKind.EXCHANGE, 4, EntryKind.MATCH, 5);
        for (var kind : places.keySet()) {
            try (var unit = new RoadSideUnit(DemoMarket.GRID, own, Optional.empty(), folder.resolve("of " + kind))) {
                follow(unit, height);
                var refused =
                        (UnitAnswer.Refused) judged(unit, changed(settled, edit(kind, oneMoreIn(places.get(kind)))));
                assertThat(refused.reason())
                        .as(kind.toString())
                        .startsWith("first wrong entry: grid home, block " + height + ", entry ");
                assertThat(judged(unit, settled)).as("the true one").isInstanceOf(UnitAnswer.Signed.class);
            }
        }
    }

    @Test
    void refusesABlockWithoutItsLastEntry() throws Exception {
        var settled = settled();
        try (var unit = unit()) {
            follow(unit, (int) settled.header().height());
            assertThat(judged(unit, changed(settled, lines -> lines.subList(0, lines.size() - 1))))
                    .isInstanceOf(UnitAnswer.Refused.class);
        }
    }

    @Test
    void takesBlocksFromOneMarketAlone() throws Exception {
        var stranger = new NoteSigner("market", SigningKey.generate(RANDOM));
        try (var unit = unit()) {
            follow(unit, 1);
            assertThat(unit.judge(proposal(blocks.get(1), stranger)))
                    .isInstanceOfSatisfying(
                            UnitAnswer.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("this unit follows "
                                            + market.verifier().text()));
            var borrowed = new Proposal(
                    market.verifier(), proposal(blocks.get(1), stranger).block());
            assertThat(unit.judge(borrowed)).isInstanceOf(UnitAnswer.Refused.class);
            assertThat(unit.standing().blocks()).isOne();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoadSideUnit(
                        DemoMarket.GRID, own, Optional.of(stranger.verifier()), folder.resolve("unit")))
                .withMessageContaining("name another folder, or that market");
    }

    @Test
    void signsForOneGridAlone() throws Exception {
        try (var unit = new RoadSideUnit(new GridId("other"), own, Optional.empty(), folder.resolve("other"))) {
            assertThat(judged(unit, blocks.get(0)))
                    .isEqualTo(new UnitAnswer.Refused("it is of grid home, and this unit signs for other"));
        }
    }

    @Test
    void followsBlocksThatOthersSign() throws Exception {
        var other = new NoteSigner("rsu-2", SigningKey.generate(RANDOM));
        try (var unit = new RoadSideUnit(DemoMarket.GRID, other, Optional.empty(), folder.resolve("second"))) {
            assertThat(judged(unit, signed(blocks.get(0), own))).isEqualTo(new UnitAnswer.Followed());
            assertThat(judged(unit, signed(blocks.get(1), own))).isEqualTo(new UnitAnswer.Followed());
            assertThat(unit.standing().blocks()).isEqualTo(2);
        }
    }

    private ExportedBlock signed(ExportedBlock block, NoteSigner by) {
        return block.signed(Checkpoints.signatures(
                Checkpoints.of(DemoMarket.GRID, logWith(block), sha).sign(by)));
    }

    @Test
    void takesNoPastFromTheMarketAlone() throws Exception {
        var other = new NoteSigner("rsu-2", SigningKey.generate(RANDOM));
        var forger = new NoteSigner("rsu-1", SigningKey.generate(RANDOM));
        try (var unit = new RoadSideUnit(DemoMarket.GRID, other, Optional.empty(), folder.resolve("second"))) {
            for (var block : List.of(
                    blocks.get(0),
                    signed(blocks.get(0), market),
                    signed(blocks.get(0), other),
                    signed(blocks.get(0), forger))) {
                refused(unit, block, "it is signed by 0 of 1 validators, and 1 must sign");
            }
            refused(unit, blocks.get(0).signed(signed(blocks.get(1), own).signatures()), "is not that of its key");
            assertThat(unit.standing().blocks()).isZero();
            judged(unit, signed(blocks.get(0), own));
            refused(unit, blocks.get(1), "takes no block 1 that it does not sign itself");
            assertThat(unit.standing().blocks()).isOne();
        }
    }

    private void refused(RoadSideUnit unit, ExportedBlock block, String why) throws IOException {
        assertThat(judged(unit, block))
                .isInstanceOfSatisfying(
                        UnitAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        UnitAnswer before;
        try (var unit = unit()) {
            follow(unit, 3);
            before = judged(unit, blocks.get(2));
            assertThatIllegalStateException()
                    .isThrownBy(this::unit)
                    .withMessageContaining("in use")
                    .withNoCause();
        }
        try (var unit = unit()) {
            assertThat(judged(unit, blocks.get(2))).as("the very same").isEqualTo(before);
            assertThat(judged(unit, blocks.get(3))).isInstanceOf(UnitAnswer.Signed.class);
        }
    }

    @Test
    void aTornBlockIsCutOffAndABrokenOneIsNot() throws Exception {
        try (var unit = unit()) {
            follow(unit, 4);
        }
        var file = folder.resolve("unit").resolve("blocks.txt");
        long whole = Files.size(file);
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole - 7);
        }
        try (var unit = unit()) {
            assertThat(unit.standing().blocks()).isEqualTo(3);
            assertThat(judged(unit, blocks.get(3))).isInstanceOf(UnitAnswer.Signed.class);
        }
        assertThat(Files.size(file)).isEqualTo(whole);
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int second = text.indexOf("\nems-block-2|") + 1;
        Files.writeString(file, text.substring(0, second - 20) + text.substring(second), StandardCharsets.UTF_8);
        assertThatExceptionOfType(WrongLedger.class).isThrownBy(this::unit).withMessageContaining("block 0");
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .as("nothing is cut")
                .hasSizeGreaterThan(100);
    }
}
