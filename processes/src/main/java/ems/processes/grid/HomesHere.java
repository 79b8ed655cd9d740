package ems.processes.grid;

import java.util.Optional;

import ems.forecasting.federation.Announcement;
import ems.forecasting.round.MaskKey;
import ems.forecasting.round.SignHere;
import ems.ledger.store.StoredLedger;
import ems.ledger.token.AnnouncementToken;
import ems.market.party.GridId;
import ems.market.record.AgentKey;

/** Homes of a grid whose keys lie in this installation: for them the market announces what it trains. */
record HomesHere(GridId grid, StoredLedger ledger, MemberKeys keys) implements SignHere {

    @Override
    public Optional<String> signed(Announcement announcement, int into, String model) {
        var home = announcement.prosumer();
        var token = new AnnouncementToken(
                home, grid, into, model, announcement.samples(), MaskKey.text(announcement.key()));
        var registered = ledger.registered(grid);
        return registered
                .key(home, AgentKey.BIDS)
                .filter(key -> registered.isMember(home))
                .flatMap(key -> keys.of(new AgentKey(home, AgentKey.BIDS, key)))
                .map(token::sign);
    }
}
