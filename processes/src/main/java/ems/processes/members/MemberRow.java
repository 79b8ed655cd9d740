package ems.processes.members;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One party of a grid.
 *
 * @param party as in bids, such as {@code vehicle:EV1}
 * @param home whether it is a home, and no EV
 * @param since start of the period from which it stands so; empty: since the grid began
 * @param block height of the block that says so; empty: it is not sealed yet
 * @param key fingerprint of the public key of its bids, 16 hex digits of its SHA-256; empty: it signs none
 * @param signsHere whether that key lies in this installation
 * @param metering private or metered, of a home: whether the market keeps no reading of it now
 * @param lastMessage instant of its newest reading or report
 * @param capacityKilowattHours of an EV's battery
 * @param open what is ordered of it and not recorded yet
 */
public record MemberRow(
        String party,
        boolean home,
        MemberState state,
        Optional<Instant> since,
        OptionalLong block,
        Optional<String> key,
        boolean signsHere,
        Optional<String> metering,
        Optional<Instant> lastMessage,
        Optional<BigDecimal> capacityKilowattHours,
        Optional<OpenOrder> open) {

    /**
     * An order that is not recorded yet.
     *
     * @param change enrol, revoke, key, private or metered
     * @param from start of the period from which it holds
     */
    public record OpenOrder(String change, Instant from, long trail) {}
}
