package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ems.forecasting.federation.MergeAuditor.Contradiction;
import ems.forecasting.federation.MergeAuditor.Findings;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.fixture.MemoryOfModels;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static ems.forecasting.federation.Updates.NOON;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.update;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;

/** Six merges of three homes; the fourth one hears of nobody. */
class MergeAuditorTest {

    private static final MergeRules RULES = new MergeRules(8, 1_000, 2, Method.TRIMMED_MEAN);
    private static final List<ProsumerId> HOMES =
            List.of(new ProsumerId("L1"), new ProsumerId("L2"), new ProsumerId("L3"));

    private final MemoryOfModels store = new MemoryOfModels();
    private final List<Entry> recorded = new ArrayList<>();

    @BeforeEach
    void merge() {
        merge(Method.TRIMMED_MEAN);
    }

    private void merge(Method method) {
        recorded.clear();
        var rules = RULES.by(method);
        var federation = new Federation(rules, store, zero(0));
        recorded.addAll(federation.begin());
        for (int version = 1; version <= 6; version++) {
            int base = version - 1;
            var updates = version == 4
                    ? List.<Update>of()
                    : HOMES.stream()
                            .map(home -> Updates.random(home.text(), base, 100 * base + home.hashCode()))
                            .toList();
            recorded.addAll(
                    rules.isSecure()
                            ? new SecureRound(federation, rules, Uplink.GOOD)
                                    .merge(updates, HOMES, LearnerDraw.everybody(), at(version))
                            : federation.merge(updates, HOMES, LearnerDraw.everybody(), at(version)));
        }
    }

    private static MatchingPeriod at(int version) {
        return new MatchingPeriod(NOON.start().plusSeconds(3_600L * version));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void anHonestFederationIsFoundToBeOne(Method method) {
        merge(method);
        assertThat(audit()).isEqualTo(new Findings(7, List.of(), Optional.empty()));
    }

    @Test
    void anAuditMayBeginAtALaterModel() {
        recorded.subList(0, recorded.indexOf(model(2))).clear();
        assertThat(audit()).isEqualTo(new Findings(5, List.of(), Optional.empty()));
    }

    @Test
    void mergesWhoseUpdatesWereDeletedByAgeAreToldApart() {
        for (int version = 1; version <= 2; version++) {
            loseUpdates(version);
        }
        assertThat(audit()).isEqualTo(new Findings(5, List.of(1, 2), Optional.empty()));
    }

    @Test
    void aModelOfDeletedUpdatesMustStillBeTheRecordedOne() {
        loseUpdates(1);
        loseUpdates(2);
        tamper("global-000002");
        assertFound(2, "the file of global-000002 is not the one that was recorded");
    }

    @Test
    void updatesThatAreMissingAfterOthersThatAreThereWereNotDeletedByAge() {
        loseUpdates(3);
        assertFound(3, "the file of update-000003-L1 is missing");
    }

    @Test
    void oneUpdateThatIsMissingWasNotDeletedByAge() {
        store.lose("update-000001-L2");
        assertFound(1, "the file of update-000001-L2 is missing");
    }

    @Test
    void aModelThatIsMissingIsFound() {
        store.lose("global-000003");
        assertFound(3, "the file of global-000003 is missing");
    }

    @Test
    void aModelFileThatWasChangedIsFound() {
        tamper("global-000005");
        assertFound(5, "the file of global-000005 is not the one that was recorded");
    }

    @Test
    void anUpdateFileThatWasChangedIsFound() {
        tamper("update-000005-L2");
        assertFound(5, "the file of update-000005-L2 is not the one that was recorded");
    }

    @Test
    void anotherModelThatWasRecordedAndKeptIsFound() {
        var forged =
                new GlobalParameters(SMALL, 2, at(2), Updates.random("L1", 0, 9).change()).file();
        store.keep("global-000002", forged);
        replace(model(2), new GlobalModel(2, at(2), "trimmed mean", 3, forged.hash()));
        assertFound(2, "its updates merge to another model");
    }

    @Test
    void anUpdateThatWasLeftOutIsFound() {
        recorded.remove(updateInto(2, "L3"));
        assertFound(2, "it says that 3 updates went in, 2 are recorded");
        var said = model(2);
        replace(said, new GlobalModel(2, said.from(), said.method(), 2, said.hash()));
        assertFound(2, "its updates merge to another model");
    }

    @Test
    void anUpdateThatTheRulesRefuseIsFound() {
        forge(update("L3", 1, 100, 5), new ModelUpdate(HOMES.get(2), 1, 100, hash(update("L3", 1, 100, 5))));
        assertFound(2, "the update of L3 should be refused: it moves by 29.2, the most is 8.00");
    }

    @Test
    void anUpdateInAnothersNameOrWithOtherSamplesIsFound() {
        var file = updateFile(2, "L3");
        forge(file, new ModelUpdate(HOMES.get(2), 1, file.samples() + 1, hash(file)));
        assertFound(2, "the file of update-000002-L3 says that it is of L3, base 1, " + file.samples() + " samples");
        forge(updateFile(2, "L2"), new ModelUpdate(HOMES.get(2), 1, 100, hash(updateFile(2, "L2"))));
        assertThat(audit().wrong().orElseThrow().reason()).contains("says that it is of L2");
    }

    @Test
    void theSameUpdateTwiceIsFound() {
        var twice = updateInto(2, "L3");
        recorded.add(recorded.indexOf(twice), twice);
        replace(model(2), new GlobalModel(2, at(2), "trimmed mean", 4, model(2).hash()));
        assertFound(2, "two of its updates are of the same prosumer");
    }

    @Test
    void aVersionThatWasSkippedIsFound() {
        int from = recorded.indexOf(model(2)) + 1;
        recorded.subList(from, recorded.indexOf(model(3)) + 1).clear();
        assertFound(4, "version 3 should come after version 2");
    }

    @Test
    void aModelThatIsUsedFromAnotherPeriodIsFound() {
        var said = model(4);
        replace(said, new GlobalModel(4, at(5), said.method(), 0, said.hash()));
        assertFound(4, "its updates merge to another model");
        replace(model(4), new GlobalModel(4, at(3), said.method(), 0, said.hash()));
        assertFound(4, "it is used from " + at(3) + ", no later than the one before");
    }

    @Test
    void anotherMethodThanTheRecordedOneIsFound() {
        var said = model(2);
        replace(said, new GlobalModel(2, said.from(), "as we like", 3, said.hash()));
        assertFound(2, "'as we like' is no way to merge");
    }

    @Test
    void aMaskedUpdateOfAnotherMergeIsFound() {
        merge(Method.SECURE_MEAN);
        var old = store.find("update-000002-L3").orElseThrow();
        store.keep("update-000003-L3", old);
        var masked = MaskedUpdate.readFrom(old, SMALL.parameters());
        replace(updateInto(3, "L3"), new ModelUpdate(HOMES.get(2), masked.base(), masked.samples(), old.hash()));
        assertFound(3, "the update of L3 is for another");
    }

    @Test
    void refusalsAreNotLookedAt() {
        recorded.add(1, new ModelRefusal(HOMES.get(0), "whatever"));
        assertThat(audit().wrong()).isEmpty();
    }

    private Findings audit() {
        return new MergeAuditor(store, RULES, SMALL).audit(recorded);
    }

    private void assertFound(int version, String reason) {
        assertThat(audit().wrong()).contains(new Contradiction(version, reason));
    }

    private GlobalModel model(int version) {
        return recorded.stream()
                .filter(GlobalModel.class::isInstance)
                .map(GlobalModel.class::cast)
                .filter(model -> model.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private ModelUpdate updateInto(int version, String home) {
        return (ModelUpdate) recorded.subList(recorded.indexOf(model(version - 1)), recorded.size()).stream()
                .filter(entry -> entry instanceof ModelUpdate update
                        && update.prosumer().text().equals(home))
                .findFirst()
                .orElseThrow();
    }

    private Update updateFile(int version, String home) {
        return store.find(ModelStore.update(version, home)).orElseThrow().update(SMALL);
    }

    /** Puts another update of L3 into the second merge, and into its record. */
    private void forge(Update update, ModelUpdate said) {
        store.keep("update-000002-L3", update.file(SMALL));
        replace(updateInto(2, "L3"), said);
    }

    private static String hash(Update update) {
        return update.file(SMALL).hash();
    }

    private void replace(Entry old, Entry other) {
        recorded.set(recorded.indexOf(old), other);
    }

    private void loseUpdates(int version) {
        HOMES.forEach(home -> store.lose(ModelStore.update(version, home.text())));
    }

    private void tamper(String name) {
        byte[] bytes = store.find(name).orElseThrow().bytes();
        bytes[bytes.length - 1] ^= 1;
        store.keep(name, ModelFile.of(bytes));
    }
}
