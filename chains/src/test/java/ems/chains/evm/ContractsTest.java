package ems.chains.evm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

import ems.chains.evm.EvmNode.Question;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;

/** What the contracts prove and cost, on a real node: a grid whose blocks have 1, 2, 3, ... entries. */
class ContractsTest {

    /** The contract language's true, as an answer holds it. */
    private static final String TRUE = "0".repeat(63) + "1";

    private static final List<Integer> SIZES = List.of(1, 2, 3, 5, 7, 8, 13, 33);

    @TempDir
    static Path folder;

    private static Anvil anvil;
    private static Relay relay;
    private static ContractAddresses contracts;
    private static EvmAnchor anchor;
    private static EvmNode node;

    @BeforeAll
    static void publish() throws IOException {
        if (!Anvil.isInstalled()) {
            return;
        }
        anvil = Anvil.started(folder);
        relay = new Relay(anvil.url());
        var access = new ChainAccess(
                relay.url(), Keys.of(folder, Anvil.KEYS.get(0)), OptionalLong.empty(), Anvil.GAS_PRICE, Anvil.PATIENCE);
        node = new EvmNode(anvil.url(), Anvil.PATIENCE.answer());
        contracts = new ContractDeployment(access).deploy();
        tellWhatDeployingCosts();
        anchor = new EvmAnchor(access, contracts);
        for (int height = 0; height < SIZES.size(); height++) {
            anchor.publish(Headers.at(Headers.HOME, height, Headers.lines(SIZES.get(height))));
        }
    }

    private static void tellWhatDeployingCosts() throws IOException {
        var receipts = node.receipts(sentSince(0));
        var report = new StringBuilder("Gas of deploying:");
        for (ChainContract contract : ChainContract.values()) {
            long gas = receipts.get(contract.ordinal()).orElseThrow().gas();
            report.append(' ').append(contract.title()).append(' ').append(gas).append(',');
        }
        Files.writeString(Path.of("target/gas-deploying.txt"), report);
    }

    private static List<String> sentSince(int before) {
        var sent = relay.seen("eth_sendRawTransaction");
        return sent.subList(before, sent.size()).stream()
                .map(call -> Hash.sha3(call.params().get(0).asText()))
                .toList();
    }

    @BeforeEach
    void onANode() {
        Anvil.assumeInstalled();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (anvil != null) {
            relay.close();
            anvil.close();
        }
    }

    private record Proof(long height, byte[] leaf, int index, int size, List<byte[]> path) {

        private Proof leaf(byte[] other) {
            return new Proof(height, other, index, size, path);
        }

        private Proof path(List<byte[]> other) {
            return new Proof(height, leaf, index, size, other);
        }

        private Proof place(int otherIndex, int otherSize) {
            return new Proof(height, leaf, otherIndex, otherSize, path);
        }

        private Question to(ChainContract contract) {
            var function = new Function(
                    contract == ChainContract.STATE_ANCHOR ? "verifyEntry" : "verifyState",
                    List.of(
                            new Bytes32(Hashes.of(Headers.HOME)),
                            new Uint64(height),
                            new DynamicBytes(leaf),
                            new Uint256(index),
                            new Uint256(size),
                            new DynamicArray<>(
                                    Bytes32.class,
                                    path.stream().map(Bytes32::new).toList())),
                    List.of());
            return new Question(contracts.of(contract), FunctionEncoder.encode(function), Optional.empty());
        }
    }

    private static List<Proof> everyProof() {
        List<Proof> proofs = new ArrayList<>();
        for (int height = 0; height < SIZES.size(); height++) {
            var lines = Headers.lines(SIZES.get(height));
            for (int index = 0; index < lines.size(); index++) {
                proofs.add(new Proof(height, lines.get(index), index, lines.size(), HashTree.path(index, lines)));
            }
        }
        return proofs;
    }

    private static List<Boolean> verified(ChainContract contract, List<Proof> proofs) {
        return node.ask(proofs.stream().map(proof -> proof.to(contract)).toList()).stream()
                .map(answer -> AbiWords.of(answer.result(), 1).hash(0).equals(TRUE))
                .toList();
    }

    @Test
    void everyEntryAndEveryLineOfTheStatesIsProven() {
        for (ChainContract contract : ChainContract.values()) {
            assertThat(verified(contract, everyProof())).hasSize(72).containsOnly(true);
        }
    }

    @Test
    void oneBitOfTheLeafOrOfThePathDecides() {
        List<Proof> forged = new ArrayList<>();
        for (Proof proof : everyProof()) {
            forged.add(proof.leaf(flipped(proof.leaf(), proof.index())));
            for (int i = 0; i < proof.path().size(); i++) {
                List<byte[]> path = new ArrayList<>(proof.path());
                path.set(i, flipped(path.get(i), proof.index() + i));
                forged.add(proof.path(path));
            }
        }
        for (ChainContract contract : List.of(ChainContract.STATE_ANCHOR, ChainContract.MATCHING)) {
            assertThat(verified(contract, forged)).hasSizeGreaterThan(300).containsOnly(false);
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / 8 % other.length] ^= (byte) (1 << bit % 8);
        return other;
    }

    @Test
    void aPathThatIsTooShortOrTooLongOrOfAnotherPlaceIsRefused() {
        List<Proof> forged = new ArrayList<>();
        for (Proof proof : everyProof()) {
            List<byte[]> longer = new ArrayList<>(proof.path());
            longer.add(new byte[32]);
            forged.add(proof.path(longer));
            if (proof.size() > 1) {
                forged.add(proof.path(proof.path().subList(0, proof.path().size() - 1)));
                forged.add(proof.place((proof.index() + 1) % proof.size(), proof.size()));
            }
            forged.add(proof.place(proof.size(), proof.size()));
            forged.add(proof.place(0, 0));
        }
        assertThat(verified(ChainContract.STATE_ANCHOR, forged)).containsOnly(false);
    }

    @Test
    void anInnerNodeIsNoLeaf() {
        var lines = Headers.lines(2);
        byte[] inside = new byte[64];
        System.arraycopy(HashTree.sha256(new byte[] {0}, lines.get(0)), 0, inside, 0, 32);
        System.arraycopy(HashTree.sha256(new byte[] {0}, lines.get(1)), 0, inside, 32, 32);
        assertThat(verified(ChainContract.STATE_ANCHOR, List.of(new Proof(1, inside, 0, 1, List.of()))))
                .containsExactly(false);
    }

    @Test
    void nothingIsProvenOfAHeightThatIsNotPublished() {
        var proof = new Proof(SIZES.size(), Headers.lines(1).get(0), 0, 1, List.of());
        for (ChainContract contract : ChainContract.values()) {
            var answer = node.ask(List.of(proof.to(contract))).get(0);
            assertThat(ContractErrors.words(
                            contract, contracts.of(contract), answer.refusal().orElseThrow()))
                    .contains("has no height 8 of the grid yet");
        }
    }

    @Test
    void theContractsTakeNoHeightTwiceAndLeaveNoneOut() {
        for (long height : new long[] {SIZES.size() - 1, SIZES.size() + 1}) {
            for (ChainContract contract : ChainContract.values()) {
                var call = ContractCalls.publishing(contract, Headers.at(height));
                var operator = Address.parse("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
                var answer = node.ask(List.of(new Question(contracts.of(contract), call, Optional.of(operator))))
                        .get(0);
                assertThat(ContractErrors.words(
                                contract,
                                contracts.of(contract),
                                answer.refusal().orElseThrow()))
                        .contains("takes height 8 of the grid next, not " + height);
            }
        }
    }

    /** Apart from the price of a hash's bytes: 4 gas for a zero, 16 for any other. */
    @Test
    void aPeriodOfTenThousandEntriesCostsAsMuchAsOneOfTen() throws IOException {
        var few = gasOf(new GridId("few"), 10);
        var many = gasOf(new GridId("many"), 10_000);
        assertThat(many).isEqualTo(few);
    }

    /** Publishes three headers; tells the gas of the last. */
    private static Map<ChainContract, Long> gasOf(GridId grid, int entries) throws IOException {
        var report = new StringBuilder("Gas of a header of " + entries + " entries, by contract\n");
        Map<ChainContract, Long> last = Map.of();
        for (long height = 0; height < 3; height++) {
            var header = Headers.at(grid, height, Headers.lines(entries));
            int before = relay.seen("eth_sendRawTransaction").size();
            anchor.publish(header);
            last = gas(header, before, report.append("height ").append(height).append(':'));
            report.append('\n');
        }
        Files.writeString(Path.of("target/gas-" + entries + ".txt"), report);
        return last;
    }

    private static Map<ChainContract, Long> gas(BlockHeader header, int before, StringBuilder report) {
        var receipts = node.receipts(sentSince(before));
        long sum = 0;
        Map<ChainContract, Long> gas = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : ChainContract.values()) {
            long used = receipts.get(contract.ordinal()).orElseThrow().gas();
            sum += used;
            report.append(' ').append(contract.title()).append(' ').append(used).append(',');
            gas.put(contract, used - bytesOf(ContractCalls.publishing(contract, header)));
        }
        report.append(" in all ").append(sum);
        return gas;
    }

    private static long bytesOf(String data) {
        long gas = 0;
        for (byte one : Numeric.hexStringToByteArray(data)) {
            gas += one == 0 ? 4 : 16;
        }
        return gas;
    }
}
