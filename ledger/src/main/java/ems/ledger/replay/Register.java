package ems.ledger.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.ledger.TradingPartner;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;

/**
 * Who is enrolled and not revoked, and who trades with few. An EV takes part from the block after its enrolment on, as only that can be proven to
 * it; a prosumer at once. A revocation holds from the block after it on. The EVs that a prosumer trades with are named as it enrols.
 */
final class Register {

    private final Set<Party> enrolled = new HashSet<>();
    private final Set<Party> participants = new HashSet<>();
    private final Set<ProsumerId> joinedInThisBlock = new HashSet<>();
    private final Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
    /** Null if the lists have grown since. */
    private TradingPartners partners = TradingPartners.EVERYONE_WITH_EVERYONE;

    void enrol(Enrolment joined) {
        refuseIf(!enrolled.add(joined.party()), joined.party().account() + " is enrolled already");
        if (joined.party() instanceof ProsumerId prosumer) {
            participants.add(prosumer);
            joinedInThisBlock.add(prosumer);
        }
    }

    void partner(TradingPartner partner) {
        var prosumer = partner.prosumer();
        var vehicle = partner.vehicle();
        refuseIf(!joinedInThisBlock.contains(prosumer), prosumer.account() + " is not enrolled in this block");
        refuseIf(!enrolled.contains(vehicle), vehicle.account() + " is not enrolled");
        boolean named = !few.computeIfAbsent(prosumer, first -> new HashSet<>()).add(vehicle);
        refuseIf(named, vehicle.account() + " is a partner of " + prosumer.account() + " already");
        partners = null;
    }

    TradingPartners partners() {
        if (partners == null) {
            partners = new TradingPartners(few);
        }
        return partners;
    }

    void revoke(Revocation revoked) {
        enrolled.remove(revoked.party());
    }

    boolean holds(Party party) {
        return enrolled.contains(party);
    }

    void refuseOutsider(Party party) {
        refuseIf(!participants.contains(party), party.account() + " is not enrolled, or revoked");
    }

    void endBlock() {
        joinedInThisBlock.clear();
        participants.clear();
        participants.addAll(enrolled);
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
