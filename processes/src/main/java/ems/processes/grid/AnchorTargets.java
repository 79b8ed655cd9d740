package ems.processes.grid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.chains.evm.ChainAccess;
import ems.chains.evm.EvmAnchor;
import ems.chains.evm.NodeTimeouts;
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
    private static final String EVM = AnchorSettings.PREFIX + ".evm.";
    private static final String IOTA = AnchorSettings.PREFIX + ".iota.";

    /** How long nobody can delete a notarization. */
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);

    private final AnchorSettings settings;
    private @Nullable EvmAnchor evm;

    public AnchorTargets(AnchorSettings settings) {
        this.settings = settings;
    }

    Duration patience() {
        return settings.patience();
    }

    /**
     * Each target under the name that its height is kept under, the files first: they take a header whatever the chains do.
     *
     * @throws IllegalArgumentException if a setting is wrong or missing
     */
    synchronized Map<String, AnchorTarget> all(FileAnchor files) {
        Map<String, AnchorTarget> targets = new LinkedHashMap<>();
        targets.put("file", alarming("file", files));
        settings.evm().url().ifPresent(url -> {
            evm = evm(settings.evm(), url);
            targets.put("evm", alarming("evm", evm));
        });
        settings.iota().url().ifPresent(url -> targets.put("iota", alarming("iota", iota(settings.iota(), url))));
        return targets;
    }

    private static EvmAnchor evm(AnchorSettings.Evm evm, String url) {
        var access = new ChainAccess(
                ChainSettings.url(EVM + "url", url),
                ChainSettings.key(due(EVM, "key-file", evm.keyFile())),
                evm.chainId()
                        .map(id -> ChainSettings.chainId(EVM + "chain-id", id))
                        .orElse(OptionalLong.empty()),
                ChainSettings.gasPriceCeiling(EVM + "gas-price-ceiling", evm.gasPriceCeiling()),
                NodeTimeouts.USUAL);
        return new EvmAnchor(access, ContractsFile.read(due(EVM, "contracts-file", evm.contractsFile())));
    }

    private static IotaAnchor iota(AnchorSettings.Iota iota, String url) {
        return new IotaAnchor(new IotaAccess(
                ChainSettings.url(IOTA + "url", url),
                ChainSettings.iotaKey(due(IOTA, "key-file", iota.keyFile())),
                ChainSettings.object(IOTA + "package", due(IOTA, "package", iota.notarization())),
                ChainSettings.nanos(IOTA + "gas-price-ceiling", iota.gasPriceCeiling()),
                ChainSettings.nanos(IOTA + "budget", iota.budget()),
                TEN_YEARS,
                NodeTimeouts.USUAL.answer()));
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
