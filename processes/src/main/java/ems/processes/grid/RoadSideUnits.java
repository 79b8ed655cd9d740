package ems.processes.grid;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.BlockSigning;
import ems.ledger.note.NoteSigner;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerStore;
import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.UnitView;
import ems.market.party.GridId;
import ems.market.record.Validators;
import ems.processes.unit.RemoteUnit;

/** Who signs this market's blocks: units in this process, or units of their own at addresses. */
@ApplicationScoped
public class RoadSideUnits {

    private final InstallationKeys keys;
    /** How many sign in this process if none stand elsewhere; 0: nobody does. */
    private final int here;
    /** How many must sign each block. */
    private final int quorum;

    private final List<URI> addresses;
    private final Duration patience;

    private @Nullable AskedUnits asked;
    private @Nullable BlockSigner signer;

    public RoadSideUnits(
            InstallationKeys keys,
            @ConfigProperty(name = "ems.validators.units", defaultValue = "3") int here,
            @ConfigProperty(name = "ems.validators.quorum", defaultValue = "2") int quorum,
            @ConfigProperty(name = "ems.validators.urls") Optional<List<URI>> addresses,
            @ConfigProperty(name = "ems.validators.patience", defaultValue = "PT1.5S") Duration patience) {
        this.keys = keys;
        this.here = here;
        this.quorum = quorum;
        this.addresses = addresses.orElse(List.of());
        this.patience = patience;
        this.addresses.forEach(RoadSideUnits::refuseUnlessOfTheWeb);
    }

    private static void refuseUnlessOfTheWeb(URI address) {
        var scheme = address.getScheme();
        var path = address.getPath();
        if (address.getHost() == null
                || !("http".equals(scheme) || "https".equals(scheme))
                || !(path == null || path.isEmpty() || path.equals("/"))
                || address.getQuery() != null) {
            throw new IllegalArgumentException("ems.validators.urls names '" + address
                    + "', which is no address like http://127.0.0.1:8090: set it right, or leave it empty");
        }
    }

    /** @param store where units that are behind get their blocks from */
    synchronized BlockSigning signing(LedgerStore store) {
        if (addresses.isEmpty()) {
            return here();
        }
        if (asked == null) {
            var http = HttpClient.newBuilder().connectTimeout(patience).build();
            var units = addresses.stream()
                    .map(address -> new RemoteUnit(address, http, patience.multipliedBy(2)))
                    .toList();
            asked = new AskedUnits(units, keys.market(), new LedgerBlocks(store), patience);
        }
        return asked;
    }

    private synchronized BlockSigner here() {
        if (signer == null) {
            signer = here == 0 ? BlockSigner.NOBODY : new BlockSigner(keys.units(here));
        }
        return signer;
    }

    /**
     * What a new grid records of them.
     *
     * @throws IllegalStateException if they stand elsewhere and one of them does not answer
     */
    synchronized Optional<Validators> named(GridId grid) {
        if (asked != null) {
            return Optional.of(asked.validators(grid, quorum));
        }
        return here == 0 ? Optional.empty() : Optional.of(here().validators(quorum));
    }

    /** How those that stand elsewhere are known to do. */
    public synchronized List<UnitView> elsewhere() {
        return asked == null ? List.of() : asked.views();
    }

    /** @throws IllegalArgumentException if too few of those that a grid has named can sign here; who stands elsewhere is asked later */
    void refuseTooFewOf(Validators named, GridId grid) {
        if (!addresses.isEmpty()) {
            return;
        }
        var own = keys.units(here).stream()
                .map(NoteSigner::verifier)
                .map(verifier -> verifier.text())
                .toList();
        long able = named.keys().stream().filter(own::contains).count();
        if (able < named.quorum()) {
            throw new IllegalArgumentException(
                    "the blocks of grid " + grid + " are signed by " + named.quorum() + " of "
                            + named.keys().size() + " road-side units, and the keys of " + able + " are in "
                            + keys.folder()
                            + ": bring the keys back, say with ems.validators.urls where the units stand, or name"
                            + " another folder with --data");
        }
    }

    @PreDestroy
    synchronized void close() {
        if (asked != null) {
            asked.close();
        }
    }
}
