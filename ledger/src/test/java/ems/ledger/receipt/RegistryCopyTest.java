package ems.ledger.receipt;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.State;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.GlobalModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RegistryCopyTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final String ROOT = "0".repeat(64);
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");

    private static final GlobalModel FIRST = new GlobalModel(1, NOON, "mean", 3, ROOT);
    private static final State MODEL = State.of(Map.of("model", FIRST.text()));

    private final State before = State.of(Map.of("agent|prosumer:L1", "enrolled|0", "key|prosumer:L1|EdDSA", "old"));
    private final State after = State.of(Map.of("agent|prosumer:L1", "enrolled|0", "key|prosumer:L1|EdDSA", "new"));
    private final BlockHeader first = header(0, NOON, before);
    private final BlockHeader second = header(1, NOON.next(), after);
    private final MerkleTree log = MerkleTree.over(
            Stream.of(first, second)
                    .map(header -> HexFormat.of().parseHex(header.hash()))
                    .toList(),
            new Sha256());

    private static BlockHeader header(long height, MatchingPeriod period, State registry) {
        var roots = new StateRoots(registry.root(), ROOT, ROOT, MODEL.root());
        return HeaderText.hashed(
                new BlockHeader(new PeriodKey(HOME, period), height, 0, ROOT, roots, ROOT, ROOT, ""), new Sha256());
    }

    @Test
    void theNewestBlocksRegistryIsRead() {
        var proven = RegistryCopy.of(second, after, MODEL, log, "", List.of()).verified(HOME, Trust.NOBODY);
        assertThat(proven.registered().key(L1, AgentKey.BIDS)).contains("new");
        assertThat(proven.model()).contains(FIRST);
        assertThat(proven.at()).isEqualTo(NOON.next());
        assertThat(proven.checkpoint().size()).isEqualTo(2);
    }

    /** Whoever had the old key would sign in the home's name. */
    @Test
    void anOlderBlockOfTheSameLogIsRefused() {
        refused(RegistryCopy.of(first, before, MODEL, log, "", List.of()), "block 0 is not the newest of a log of 2");
    }

    @Test
    void whatDoesNotLeadToTheCheckpointIsRefused() {
        refused(
                RegistryCopy.of(second, before, MODEL, log, "", List.of()),
                "the lines do not lead to the block's registry");
        var copy = RegistryCopy.of(second, after, MODEL, log, "", List.of());
        refused(bent(copy, copy.block(), ""), "the block's hash and this path do not lead to the checkpoint's root");
        refused(
                bent(copy, copy.block().replace("|home|", "|town|"), copy.path()),
                "the block's hash is not the hash of its fields");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copy.verified(new GridId("town"), Trust.NOBODY))
                .withMessage("the block is of grid home");
    }

    @Test
    void anotherModelThanTheBlocksIsRefused() {
        var copy = RegistryCopy.of(second, after, MODEL, log, "", List.of());
        for (String other : List.of("", FIRST.text().replace("|3|", "|4|"))) {
            refused(
                    new RegistryCopy(
                            copy.block(),
                            copy.lines(),
                            other,
                            copy.path(),
                            copy.signers(),
                            copy.checkpoint(),
                            copy.signatures()),
                    "the shared model is not that of the block");
        }
    }

    private static RegistryCopy bent(RegistryCopy copy, String block, String path) {
        return new RegistryCopy(
                block, copy.lines(), copy.model(), path, copy.signers(), copy.checkpoint(), copy.signatures());
    }

    private static void refused(RegistryCopy copy, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copy.verified(HOME, Trust.NOBODY))
                .withMessage(why);
    }
}
