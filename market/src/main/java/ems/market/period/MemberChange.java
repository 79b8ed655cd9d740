package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.HomeMetering;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;
import ems.market.record.Revocation;

/** What an operator orders of a member while the market runs. It holds from the block after the one that carries it. */
public sealed interface MemberChange {

    Party party();

    /** Number of the order in the operator's trail. */
    long trail();

    /** @param hasBooks whether the ledger has an inventory of the EV from an earlier time */
    List<Entry> entries(boolean hasBooks);

    /**
     * A home or an EV joins, or comes back.
     *
     * @param capacity of the EV's battery; nothing for a home
     * @param joining what an EV holds that never was here, and what that cost; one that comes back goes on from its books
     * @param bidKey signs its bids; empty: it takes part without signing any
     */
    record Joining(Party party, Energy capacity, EnergyInventory joining, Optional<AgentKey> bidKey, long trail)
            implements MemberChange {

        @Override
        public List<Entry> entries(boolean hasBooks) {
            List<Entry> entries = new ArrayList<>();
            entries.add(new Enrolment(party, capacity));
            if (party instanceof VehicleId vehicle && !hasBooks) {
                entries.add(new InventoryEntry(vehicle, Cause.JOINED, joining));
            }
            bidKey.ifPresent(entries::add);
            entries.add(new MembershipOrder(party, Change.ENROL, trail));
            return entries;
        }
    }

    /** A member takes no part any more. What an EV holds stays in its account. */
    record Leaving(Party party, long trail) implements MemberChange {

        private static final String BY_OPERATOR = "revoked by an operator (trail ";

        @Override
        public List<Entry> entries(boolean hasBooks) {
            return List.of(
                    new Revocation(party, BY_OPERATOR + trail + ')'), new MembershipOrder(party, Change.REVOKE, trail));
        }
    }

    /** A home's exchanges are known in another way. */
    record Metering(HomeMetering metering, long trail) implements MemberChange {

        @Override
        public Party party() {
            return metering.home();
        }

        @Override
        public List<Entry> entries(boolean hasBooks) {
            var change = metering.mode() == Mode.PRIVATE ? Change.PRIVATE : Change.METERED;
            return List.of(metering, new MembershipOrder(party(), change, trail));
        }
    }

    /** Another key signs a member's bids. */
    record Rekeying(AgentKey bidKey, long trail) implements MemberChange {

        @Override
        public Party party() {
            return bidKey.party();
        }

        @Override
        public List<Entry> entries(boolean hasBooks) {
            return List.of(bidKey, new MembershipOrder(party(), Change.KEY, trail));
        }
    }
}
