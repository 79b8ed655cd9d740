package ems.chains.evm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.ledger.AnchorUnavailable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real node that dies, and comes back as its file remembers it: up to a second older than it was. */
class KilledNodeTest {

    @TempDir
    Path folder;

    private Anvil anvil;
    private Relay relay;
    private ContractAddresses contracts;
    private EvmAnchor anchor;

    @BeforeEach
    void deploy() throws IOException, InterruptedException {
        Anvil.assumeInstalled();
        anvil = Anvil.started(folder);
        relay = new Relay(anvil.url());
        contracts = new ContractDeployment(access()).deploy();
        anvil.end();
        anvil.start();
        anchor = new EvmAnchor(access(), contracts);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (relay != null) {
            anchor.close();
            relay.close();
            anvil.close();
        }
    }

    private ChainAccess access() throws IOException {
        return new ChainAccess(
                relay.url(),
                Keys.of(folder, Anvil.KEYS.get(0)),
                OptionalLong.of(Anvil.CHAIN_ID),
                Anvil.GAS_PRICE,
                Anvil.PATIENCE);
    }

    private void publishedOnceUpTo(long height) {
        assertThat(new PublishedAnchors(anvil.url(), contracts, Anvil.PATIENCE).of(Headers.HOME))
                .isEqualTo(Headers.anchorsUpTo(height));
    }

    @Test
    void whatIsDueWhileTheNodeIsDeadIsCaughtUpInOrder() throws IOException {
        anchor.publish(Headers.at(0));
        anchor.publish(Headers.at(1));
        anvil.kill();
        assertThatThrownBy(() -> anchor.publish(Headers.at(2))).isInstanceOf(AnchorUnavailable.class);
        anvil.start();
        for (long height = 2; height < 5; height++) {
            Market.insists(anchor, Headers.at(height));
        }
        publishedOnceUpTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_gasPrice", "eth_sendRawTransaction", "eth_getTransactionReceipt"})
    void aNodeThatDiesDuringAPublishIsGivenTheHeaderOnce(String last) throws IOException {
        anchor.publish(Headers.at(0));
        relay.whenTaken(last, anvil::kill);
        assertThatThrownBy(() -> anchor.publish(Headers.at(1))).isInstanceOf(AnchorUnavailable.class);
        anvil.start();
        Market.insists(anchor, Headers.at(1));
        Market.insists(anchor, Headers.at(2));
        publishedOnceUpTo(2);
    }

    @Test
    void aChainThatFellBackIsGivenAgainWhatItLost() throws IOException, InterruptedException {
        anchor.publish(Headers.at(0));
        anvil.end();
        var older = Files.copy(anvil.state(), folder.resolve("older.json"));
        anvil.start();
        anchor.publish(Headers.at(1));
        anchor.publish(Headers.at(2));
        anvil.kill();
        Files.copy(older, anvil.state(), StandardCopyOption.REPLACE_EXISTING);
        anvil.start();
        publishedOnceUpTo(0);
        Market.insists(anchor, Headers.at(3));
        publishedOnceUpTo(3);
    }
}
