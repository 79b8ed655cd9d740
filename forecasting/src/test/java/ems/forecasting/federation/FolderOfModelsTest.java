package ems.forecasting.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.forecasting.federation.MergeAuditor.Findings;
import ems.forecasting.federation.MergeRules.Method;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;

import static ems.forecasting.federation.Updates.NOON;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FolderOfModelsTest {

    private static final ModelFile FILE = zero(0).file();

    @TempDir
    private Path folder;

    @Test
    void whatIsKeptIsFoundByAnotherMarketOverTheSameFolder() {
        new FolderOfModels(folder.resolve("models")).keep("global-000000", FILE);
        var again = new FolderOfModels(folder.resolve("models"));
        assertThat(again.find("global-000000").orElseThrow().hash()).isEqualTo(FILE.hash());
        assertThat(again.find("global-000001")).isEmpty();
    }

    @Test
    void whatIsKeptAgainReplacesTheFirst() {
        var store = new FolderOfModels(folder);
        store.keep("global-000000", FILE);
        store.keep("global-000000", zero(1).file());
        assertThat(store.find("global-000000").orElseThrow().hash())
                .isEqualTo(zero(1).file().hash());
    }

    /** As a machine leaves it that went down while it wrote. */
    @Test
    void aPartOfAFileIsNoFile() throws IOException {
        Files.write(folder.resolve("global-000000.part"), new byte[10]);
        assertThat(new FolderOfModels(folder).find("global-000000")).isEmpty();
    }

    @Test
    void updatesOfOlderMergesAreDeletedAndModelsAreNot() {
        merge(5, new FolderOfModels(folder, OptionalInt.of(2)));
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "global-000000",
                        "global-000001",
                        "global-000002",
                        "global-000003",
                        "global-000004",
                        "global-000005",
                        "update-000004-a-1",
                        "update-000004-b",
                        "update-000005-a-1",
                        "update-000005-b");
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Files.write(folder.resolve("update-notes.txt"), new byte[1]);
        Files.write(folder.resolve("update-000001"), new byte[1]);
        merge(5, new FolderOfModels(folder, OptionalInt.of(1)));
        assertThat(folder.resolve("update-notes.txt")).exists();
        assertThat(folder.resolve("update-000001")).exists();
    }

    /** Until the merge is recorded, a market that was killed makes it again from them. */
    @Test
    void whatCameToARoundIsKeptUntilTheMergeAfterIt() throws IOException {
        for (String name :
                List.of("round-000003.txt", "round-000003-1-a.safetensors", "round-000004.txt", "round-4.txt")) {
            Files.write(folder.resolve(name), new byte[1]);
        }
        merge(4, new FolderOfModels(folder, OptionalInt.of(1)));
        assertThat(folder.resolve("round-000003.txt")).doesNotExist();
        assertThat(folder.resolve("round-000003-1-a.safetensors")).doesNotExist();
        assertThat(folder.resolve("round-000004.txt")).exists();
        assertThat(folder.resolve("round-4.txt")).exists();
    }

    @Test
    void aStudyKeepsAll() {
        merge(5, new FolderOfModels(folder));
        assertThat(names()).hasSize(6 + 2 * 5);
    }

    @Test
    void anAuditorTellsWhatWasDeletedFromWhatIsWrong() {
        var store = new FolderOfModels(folder, OptionalInt.of(2));
        var findings = new MergeAuditor(store, rules(), SMALL).audit(merge(5, store));
        assertThat(findings).isEqualTo(new Findings(3, List.of(1, 2, 3), Optional.empty()));
    }

    @Test
    void updatesOfNoMergeAreTooFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FolderOfModels(folder, OptionalInt.of(0)))
                .withMessage("updates of 0 merges: at least 1");
    }

    private static List<Entry> merge(int merges, ModelStore store) {
        var federation = new Federation(rules(), store, zero(0));
        List<Entry> recorded = new ArrayList<>(federation.begin());
        for (int version = 1; version <= merges; version++) {
            var updates =
                    List.of(Updates.random("a-1", version - 1, version), Updates.random("b", version - 1, -version));
            var homes = List.of(new ProsumerId("a-1"), new ProsumerId("b"));
            recorded.addAll(federation.merge(
                    updates,
                    homes,
                    LearnerDraw.everybody(),
                    new MatchingPeriod(NOON.start().plusSeconds(3_600L * version))));
        }
        return recorded;
    }

    private static MergeRules rules() {
        return new MergeRules(8, 1_000, 2, Method.MEAN);
    }

    private List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(ModelFile.ENDING, ""))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
