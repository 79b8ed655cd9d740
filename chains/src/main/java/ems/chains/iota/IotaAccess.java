package ems.chains.iota;

import java.net.URI;
import java.time.Duration;

/**
 * How an operator notarizes on IOTA's layer 1.
 *
 * @param url of a node's JSON-RPC door, http or https
 * @param key pays, and owns the notarizations
 * @param notarizationPackage IOTA's own, on the network of the node
 * @param gasPriceCeiling the most that is paid, nanos per unit of gas
 * @param budget the most that a notarization may cost, nanos
 * @param kept how long after its period nobody can delete a notarization
 * @param patience for a node's answer
 */
public record IotaAccess(
        URI url,
        IotaKey key,
        ObjectId notarizationPackage,
        long gasPriceCeiling,
        long budget,
        Duration kept,
        Duration patience) {

    public IotaAccess {
        if (gasPriceCeiling <= 0) {
            throw new IllegalArgumentException("a gas price ceiling of " + gasPriceCeiling + " nanos is not above 0");
        }
        if (budget <= 0) {
            throw new IllegalArgumentException("a budget of " + budget + " nanos is not above 0");
        }
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("a notarization that is kept for " + kept + " is not kept");
        }
    }

    /** The address of the node may hold a provider's key. */
    @Override
    public String toString() {
        return "access of " + key + " to " + url.getHost();
    }
}
