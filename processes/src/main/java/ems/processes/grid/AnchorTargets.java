package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.chains.evm.ChainAccess;
import ems.chains.evm.EvmAnchor;
import ems.chains.evm.Patience;
import ems.chains.iota.IotaAccess;
import ems.chains.iota.IotaAnchor;
import ems.ledger.export.FileAnchor;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;

/** Where the live market's anchors go: to files always, and to the chains that its settings name. */
@ApplicationScoped
public class AnchorTargets {

    private static final Logger LOG = Logger.getLogger("ems.anchor");
    private static final String EVM = "ems.anchor.evm.";
    private static final String IOTA = "ems.anchor.iota.";

    /** How long nobody can delete a notarization. */
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);

    /** Of a node's JSON-RPC door; empty: nothing goes to an EVM chain. */
    @ConfigProperty(name = EVM + "url")
    Optional<String> evmUrl;

    @ConfigProperty(name = EVM + "key-file")
    Optional<Path> evmKeyFile;

    @ConfigProperty(name = EVM + "contracts-file")
    Optional<Path> evmContractsFile;

    @ConfigProperty(name = EVM + "chain-id")
    Optional<String> evmChainId;

    @ConfigProperty(name = EVM + "gas-price-ceiling", defaultValue = ChainSettings.GAS_PRICE_CEILING)
    String evmGasPriceCeiling;

    /** Of a node of layer 1; empty: nothing goes there. */
    @ConfigProperty(name = IOTA + "url")
    Optional<String> iotaUrl;

    @ConfigProperty(name = IOTA + "key-file")
    Optional<Path> iotaKeyFile;

    @ConfigProperty(name = IOTA + "package")
    Optional<String> iotaPackage;

    @ConfigProperty(name = IOTA + "gas-price-ceiling", defaultValue = ChainSettings.IOTA_GAS_PRICE_CEILING)
    String iotaGasPriceCeiling;

    @ConfigProperty(name = IOTA + "budget", defaultValue = ChainSettings.IOTA_BUDGET)
    String iotaBudget;

    private EvmAnchor evm;

    /**
     * Each under the name that its height is kept under, the files first: they take a header whatever the chains do.
     *
     * @throws IllegalArgumentException if a setting is wrong or missing
     */
    synchronized Map<String, AnchorTarget> all(FileAnchor files) {
        Map<String, AnchorTarget> targets = new LinkedHashMap<>();
        targets.put("file", alarming("file", files));
        if (evmUrl.isPresent()) {
            evm = evm(evmUrl.get());
            targets.put("evm", alarming("evm", evm));
        }
        iotaUrl.ifPresent(url -> targets.put("iota", alarming("iota", iota(url))));
        return targets;
    }

    private EvmAnchor evm(String url) {
        var access = new ChainAccess(
                ChainSettings.url(EVM + "url", url),
                ChainSettings.key(due(EVM, "key-file", evmKeyFile)),
                evmChainId.map(id -> ChainSettings.chainId(EVM + "chain-id", id)).orElse(OptionalLong.empty()),
                ChainSettings.gasPriceCeiling(EVM + "gas-price-ceiling", evmGasPriceCeiling),
                Patience.USUAL);
        return new EvmAnchor(access, ContractsFile.read(due(EVM, "contracts-file", evmContractsFile)));
    }

    private IotaAnchor iota(String url) {
        return new IotaAnchor(new IotaAccess(
                ChainSettings.url(IOTA + "url", url),
                ChainSettings.iotaKey(due(IOTA, "key-file", iotaKeyFile)),
                ChainSettings.object(IOTA + "package", due(IOTA, "package", iotaPackage)),
                ChainSettings.nanos(IOTA + "gas-price-ceiling", iotaGasPriceCeiling),
                ChainSettings.nanos(IOTA + "budget", iotaBudget),
                TEN_YEARS,
                Patience.USUAL.answer()));
    }

    private static <T> T due(String chain, String name, Optional<T> setting) {
        return setting.orElseThrow(() -> new IllegalArgumentException(chain + "url is set, but not " + chain + name));
    }

    /** Anchors that contradict the ledger or are gone are an alarm, and no reason to stop trading. */
    static AnchorTarget alarming(String name, AnchorTarget target) {
        return header -> {
            try {
                target.publish(header);
            } catch (AnchorMissing lost) {
                LOG.warnf(
                        "the anchors of %s in %s are missing from height %d on and are published again: %s",
                        header.key().grid(), name, lost.next(), lost.getMessage());
                throw lost;
            } catch (IllegalStateException contradiction) {
                LOG.errorf(
                        "the anchors of %s in %s contradict its ledger: %s",
                        header.key().grid(), name, contradiction.getMessage());
                throw new AnchorUnavailable(contradiction.getMessage(), contradiction);
            }
        };
    }

    /** Ends a publish that waits for a chain. */
    @PreDestroy
    synchronized void close() {
        if (evm != null) {
            evm.close();
        }
    }
}
