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
 * Who is enrolled and not revoked. An EV takes part from the block after its enrolment on, as only that can be proven to
 * it; a prosumer at once. A revocation holds from the block after it on.
 */
final class Register {

    private final Set<Party> enrolled = new HashSet<>();
    private final Set<Party> participants = new HashSet<>();
    private final Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
    private TradingPartners partners = TradingPartners.EVERYONE_WITH_EVERYONE;

    void enrol(Enrolment joined) {
        if (!enrolled.add(joined.party())) {
            throw new IllegalArgumentException(joined.party().account() + " is enrolled already");
        }
        if (joined.party() instanceof ProsumerId prosumer) {
            participants.add(prosumer);
        }
    }

    void partner(TradingPartner partner) {
        few.computeIfAbsent(partner.prosumer(), prosumer -> new HashSet<>()).add(partner.vehicle());
        partners = new TradingPartners(few);
    }

    TradingPartners partners() {
        return partners;
    }

    void revoke(Revocation revoked) {
        enrolled.remove(revoked.party());
    }

    boolean holds(Party party) {
        return enrolled.contains(party);
    }

    void refuseOutsider(Party party) {
        if (!participants.contains(party)) {
            throw new IllegalArgumentException(party.account() + " is not enrolled, or revoked");
        }
    }

    void endBlock() {
        participants.clear();
        participants.addAll(enrolled);
    }
}
