package ems.processes.grid;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.EarlierBlocks;
import ems.processes.unit.RemoteUnit;

/** How one grid's market reaches units at addresses. Thread-safe. */
final class UnitReach {

    private final InstallationKeys keys;
    private final Duration patience;
    private @Nullable EarlierBlocks earlier;
    private @Nullable HttpClient http;

    UnitReach(InstallationKeys keys, Duration patience) {
        this.keys = keys;
        this.patience = patience;
    }

    /** @param blocks where units that are behind get theirs from */
    synchronized void from(EarlierBlocks blocks) {
        earlier = blocks;
    }

    /** @param before what is known of units so far stays known */
    synchronized AskedUnits of(Optional<AskedUnits> before, List<URI> staying, List<URI> leaving) {
        var blocks = earlier;
        if (blocks == null) {
            throw new IllegalStateException("units are asked before their grid has a ledger");
        }
        return before.map(units -> units.with(remote(staying), remote(leaving)))
                .orElseGet(() -> new AskedUnits(remote(staying), remote(leaving), keys.market(), blocks, patience));
    }

    private List<RemoteUnit> remote(List<URI> addresses) {
        var client = client();
        return addresses.stream()
                .map(address -> new RemoteUnit(address, client, patience.multipliedBy(2)))
                .toList();
    }

    private synchronized HttpClient client() {
        var known = http;
        if (known == null) {
            known = HttpClient.newBuilder().connectTimeout(patience).build();
            http = known;
        }
        return known;
    }
}
