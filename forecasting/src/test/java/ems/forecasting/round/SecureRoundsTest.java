package ems.forecasting.round;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.MergeAuditor;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SecureRoundsTest {

    private static final String SILENT = ": D announced itself and did not deliver: the sum stays masked";

    @TempDir
    private Path folder;

    private Town town;

    private void townOf(int here, String... elsewhere) {
        townIn(folder, here, elsewhere);
    }

    private void townIn(Path ownFolder, int here, String... elsewhere) {
        town = new Town(ownFolder, here, Set.of());
        town.prepare();
        for (String home : elsewhere) {
            town.announces(home);
        }
        town.at(45);
    }

    private void send(String... homes) {
        for (String home : homes) {
            town.sends(home);
        }
    }

    private void show(String... homes) {
        for (String home : homes) {
            town.shows(home);
        }
    }

    @Test
    void pairsHereAndElsewhereComeToTheBitsOfTheMean() {
        townOf(2, "A", "B", "C");
        send("A", "B", "C");
        show("A", "B", "C");
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("A", "B", "C", "H1", "H2");
        assertThat(merged.model().file().hash())
                .isEqualTo(town.mean("A", "B", "C", "H1", "H2").file().hash());
        assertThat(merged.refused()).isEmpty();
    }

    @Test
    void anAuditorMakesTheMergeAgainFromTheFiles() {
        townOf(1, "A", "B", "C");
        town.store().keep("global-000005", Town.CURRENT.file());
        send("A", "B", "C");
        show("A", "B", "C");
        List<Entry> recorded = new ArrayList<>();
        recorded.add(Town.RECORDED);
        recorded.addAll(town.merge().entries());
        var findings = new MergeAuditor(town.store(), Town.RULES, SMALL).audit(recorded);
        assertThat(findings.wrong()).isEmpty();
        assertThat(findings.checked()).isEqualTo(2);
    }

    /** Whatever lies in the folder: neither what was learnt, nor that times its weight in fixed point, nor any half of its mask. */
    @Test
    void nothingThatIsKeptHoldsAnUpdate() throws IOException {
        townOf(2, "A", "B", "C");
        send("A", "B", "C");
        assertHidden("A");
        show("A", "B", "C");
        assertHidden("A");
        town.merge();
        assertHidden("A");
    }

    private void assertHidden(String home) throws IOException {
        var learnt = town.learntBy(home);
        int numbers = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(new String(floats(learnt), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(weighted(learnt), StandardCharsets.ISO_8859_1));
                if (file.getFileName().toString().contains("-" + home)) {
                    long[] kept = lastNumbers(bytes);
                    // weight * change is below 2^40; of random numbers of 64 bits, hardly any is
                    assertThat(Arrays.stream(kept).filter(number -> Math.abs(number) < 1L << 48))
                            .as("%s", file)
                            .hasSizeLessThan(3);
                    numbers += kept.length;
                }
            }
        }
        assertThat(numbers).isPositive();
    }

    private static byte[] floats(Update learnt) {
        var bytes = ByteBuffer.allocate(learnt.change().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(learnt.change());
        return bytes.array();
    }

    private static byte[] weighted(Update learnt) {
        var bytes = ByteBuffer.allocate(learnt.change().length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float change : learnt.change()) {
            bytes.putLong(learnt.samples() * Math.round(change * (double) (1 << 30)));
        }
        return bytes.array();
    }

    private static long[] lastNumbers(byte[] bytes) {
        int length = SMALL.parameters() * Long.BYTES;
        var numbers = ByteBuffer.wrap(bytes, bytes.length - length, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        return LongStream.generate(numbers::get).limit(SMALL.parameters()).toArray();
    }

    @Test
    void whoDoesNotSendIsLeftOutOfASecondList() {
        townOf(2, "A", "B", "C", "D");
        send("A", "B", "C");
        assertThat(town.view().stage()).isEqualTo(RoundStage.MASKING);
        town.at(30);
        assertThat(town.view().list().attempt()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> town.sends("D"))
                .withMessage("the list does not have what D announced");
        send("A", "B", "C");
        assertThat(town.view().stage()).isEqualTo(RoundStage.UNMASKING);
        show("A", "B", "C");
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("A", "B", "C", "H1", "H2");
        assertThat(merged.model().file().hash())
                .isEqualTo(town.mean("A", "B", "C", "H1", "H2").file().hash());
        assertThat(merged.refused())
                .containsExactly("D: it announced itself and did not send its masked update in time");
    }

    @Test
    void whoSendsAndShowsNoSeedCostsEverybodyTheMerge() {
        townOf(1, "A", "B", "C", "D");
        send("A", "B", "C", "D");
        show("A", "B", "C");
        var merged = town.merge();
        assertThat(merged.merged()).isEmpty();
        assertThat(merged.refused())
                .containsExactly("A" + SILENT, "B" + SILENT, "C" + SILENT, "D" + SILENT, "H1" + SILENT);
        assertThat(merged.model().values()).isEqualTo(Town.CURRENT.values());
        assertThat(merged.model().version()).isEqualTo(6);
    }

    @Test
    void twoElsewhereAreTooFewAndThoseHereMergeAmongThemselves() {
        townOf(3, "A", "B");
        assertThat(town.view().stage()).isEqualTo(RoundStage.OVER);
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("H1", "H2", "H3");
        assertThat(merged.refused())
                .containsExactly(
                        "A: a list of 2 pairs elsewhere hides nobody, the least is 3",
                        "B: a list of 2 pairs elsewhere hides nobody, the least is 3");
        assertThat(merged.model().file().hash())
                .isEqualTo(town.mean("H1", "H2", "H3").file().hash());
    }

    @Test
    void aSecondListOfTwoIsTooSmall() {
        townOf(3, "A", "B", "C");
        send("A", "B");
        town.at(30);
        assertThat(town.view().stage()).isEqualTo(RoundStage.OVER);
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("H1", "H2", "H3");
        assertThat(merged.refused())
                .containsExactly(
                        "C: it announced itself and did not send its masked update in time",
                        "A: a list of 2 pairs elsewhere hides nobody, the least is 3",
                        "B: a list of 2 pairs elsewhere hides nobody, the least is 3");
    }

    @Test
    void whereNobodyElsewhereTakesPartNothingIsKept() throws IOException {
        townOf(3);
        assertThat(town.market().view(6)).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(town.merge().model().file().hash())
                .isEqualTo(town.mean("H1", "H2", "H3").file().hash());
    }

    @Test
    void aHomeWhoseKeyIsElsewhereIsNotAnnouncedHere() {
        town = new Town(folder, 2, Set.of("H2"));
        town.prepare();
        List.of("A", "B", "C").forEach(town::announces);
        town.at(45);
        send("A", "B", "C");
        show("A", "B", "C");
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("A", "B", "C", "H1");
        assertThat(merged.refused()).containsExactly("H2: it did not announce itself to the round of pairs elsewhere");
    }

    @Test
    void thoseElsewhereMergeAloneIfTheMarketComesTooLate() {
        town = new Town(folder, 2, Set.of());
        List.of("A", "B", "C").forEach(town::announces);
        town.at(45);
        town.prepare();
        send("A", "B", "C");
        show("A", "B", "C");
        assertThat(town.merge().model().file().hash())
                .isEqualTo(town.mean("A", "B", "C").file().hash());
    }

    @Test
    void killedAfterWhateverItAcknowledgedItComesToTheSameMerge() {
        townOf(2, "A", "B", "C", "D");
        town.restart();
        send("A");
        town.restart();
        send("B", "C");
        town.at(30);
        town.restart();
        send("A");
        town.restart();
        send("B", "C");
        show("A");
        town.restart();
        show("B", "C");
        town.at(-3);
        town.restart();
        var merged = town.merge();
        assertThat(merged.merged()).containsExactly("A", "B", "C", "H1", "H2");
        assertThat(merged.model().file().hash())
                .isEqualTo(town.mean("A", "B", "C", "H1", "H2").file().hash());
        town.restart();
        assertThat(town.merge().model().file().hash())
                .as("killed before the merge was recorded")
                .isEqualTo(merged.model().file().hash());
    }

    @Test
    void killedInTheMiddleOfASecondItComesToNoMergeAndSaysWhy() {
        townOf(1, "A", "B", "C");
        send("A", "B");
        town.at(-3);
        town.restart();
        assertThat(town.merge().refused())
                .contains("C: it announced itself and did not send its masked update in time");
    }

    /** As a machine leaves it that went down while it wrote. */
    @Test
    void aLineWithoutItsEndWasNeverAcknowledged() throws IOException {
        townOf(1, "A", "B", "C");
        send("A", "B", "C");
        show("A", "B");
        var notes = folder.resolve("round-000006.txt");
        Files.writeString(notes, Files.readString(notes) + "shown C 1 12");
        town.restart();
        show("C");
        town.restart();
        assertThat(town.merge().merged()).hasSize(4);
    }

    @Test
    void whatIsNotDueIsRefused() {
        town = new Town(folder, 1, Set.of());
        town.at(61);
        refused(() -> town.announces("A"), "are taken from 2019-08-05T12:59:00Z to 2019-08-05T12:59:15Z, and it is");
        town.at(60);
        var first = town.announces("A");
        town.announce(first.announcement(), first.model());
        refused(
                () -> town.announce(announcement("A", 5, 1), first.model()),
                "A has announced itself for version 6 already");
        refused(
                () -> town.announce(announcement("B", 5, 1), first.model(), ONE.next()),
                "announcements for the merge of");
        refused(() -> town.announce(announcement("B", 5, 1_001), first.model()), "1001 samples, outside [1, 1000]");
        refused(
                () -> town.announce(announcement("B", 4, 1), first.model()),
                "B has learnt from version 4 of the model");
        refused(() -> town.announce(announcement("B", 5, 1), "00"), "and the newest is version 5");
        List.of("B", "C").forEach(town::announces);
        refused(() -> town.market().take(new ProsumerId("A"), Town.CURRENT.file()), "no doubly masked update");
        town.at(45);
        refused(() -> town.announces("D"), "announcements for the merge of");
        refused(() -> town.shows("A"), "nothing was sent in attempt 1");
        var list = town.view().list();
        var masked = first.masked(list);
        refused(() -> town.market().take(new ProsumerId("B"), masked.file()), "is of A, and is signed by B");
        town.market().take(new ProsumerId("A"), masked.file());
        town.market().take(new ProsumerId("A"), masked.file());
        var mask = first.shown(1).mask();
        refused(() -> town.market().show(new ProsumerId("A"), 6, list.hash(), mask), "no seeds are taken now");
        send("B", "C");
        refused(() -> town.market().show(new ProsumerId("B"), 6, list.hash(), mask), "B shows the seed of the mask");
        refused(() -> town.market().show(new ProsumerId("A"), 6, "00", mask), "its list is 00");
        refused(
                () -> town.market().show(new ProsumerId("A"), 7, list.hash(), mask),
                "there is no round into version 7");
        show("A");
        show("A");
        show("B", "C");
        town.merge();
        refused(() -> town.shows("A"), "no seeds are taken now: the round into version 6 is over");
    }

    /** The registry has it until the period is sealed: the ledger takes no entry of who has left by then. */
    @Test
    void ofWhoHasLeftWhenTheMergeIsMadeNothingIsRecorded() {
        for (String left : List.of("A", "H1")) {
            townIn(folder.resolve(left), 4, "A", "B", "C");
            send("A", "B", "C");
            show("A", "B", "C");
            var merged = town.merge(left);
            assertThat(merged.refused()).isNotEmpty().noneMatch(line -> line.startsWith(left + ":"));
            assertThat(merged.merged()).isEmpty();
            assertThat(merged.refused()).contains("B: somebody on its list has left the grid: the sum stays masked");
        }
        townIn(folder.resolve("few"), 3, "A", "B");
        assertThat(town.merge("A").refused())
                .containsExactly("B: a list of 2 pairs elsewhere hides nobody, the least is 3");
    }

    @Test
    void whatNamesAnotherVersionLeavesTheRoundWhereItIs() {
        townOf(1, "A", "B", "C");
        send("A");
        refused(
                () -> town.market().show(new ProsumerId("A"), 9_999, "00", SelfMask.fresh()),
                "there is no round into version 9999");
        send("B", "C");
        show("A", "B", "C");
        assertThat(town.merge().merged()).hasSize(4);
    }

    /** A market that was away over the hour merges it when it is back: what it has acknowledged is there until then. */
    @Test
    void aRoundThatIsNotMergedYetMakesNoPlaceForTheNext() {
        townOf(1, "A", "B", "C");
        send("A", "B", "C");
        show("A", "B", "C");
        var next = new MatchingPeriod(ONE.start().plusSeconds(3_600));
        town.at(-3_600 + 50);
        refused(
                () -> town.announce(announcement("D", 5, 1), Town.CURRENT.file().hash(), next),
                "is not merged yet, and there is no other until then");
        assertThat(town.merge().merged()).hasSize(4);
    }

    private static Announcement announcement(String home, int base, long samples) {
        return new Announcement(
                new ProsumerId(home), base, samples, Masking.fresh().getPublic());
    }

    private static void refused(Runnable call, String why) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(why);
    }
}
