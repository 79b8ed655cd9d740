package ems.ledger.contract;

import java.util.Map;

import ems.market.bid.ProsumerBid;
import ems.market.bid.Rejection;
import ems.market.bid.SignedBid;
import ems.market.bid.VehicleBid;
import ems.market.exchange.Exchange;
import ems.market.forecast.GlobalModel;
import ems.market.forecast.ModelRefusal;
import ems.market.forecast.ModelUpdate;
import ems.market.journal.Abandonment;
import ems.market.journal.PeriodOpened;
import ems.market.journal.VehicleStanding;
import ems.market.ledger.AgentKey;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.ledger.TradingPartner;
import ems.market.ledger.Validators;
import ems.market.matching.Match;
import ems.market.matching.MatchingResult;
import ems.market.matching.ShadowPrice;
import ems.market.period.Step;
import ems.market.record.Entry;
import ems.market.settlement.InventoryEntry;
import ems.market.settlement.SettlementLine;

/** Which step records which entries. */
final class EntryStep {

    private static final Map<String, Step> STEPS = Map.ofEntries(
            Map.entry(Enrolment.KIND, Step.ENROL),
            Map.entry(Validators.KIND, Step.ENROL),
            Map.entry(AgentKey.KIND, Step.ENROL),
            Map.entry(TradingPartner.KIND, Step.ENROL),
            Map.entry(Revocation.KIND, Step.ENROL),
            Map.entry(PeriodOpened.KIND, Step.COLLECT_BIDS),
            Map.entry(VehicleStanding.KIND, Step.COLLECT_BIDS),
            Map.entry(SignedBid.KIND, Step.COLLECT_BIDS),
            Map.entry(ModelUpdate.KIND, Step.FORECAST),
            Map.entry(ModelRefusal.KIND, Step.FORECAST),
            Map.entry(GlobalModel.KIND, Step.FORECAST),
            Map.entry(ProsumerBid.KIND, Step.FORECAST),
            Map.entry(VehicleBid.KIND, Step.VERIFY_AND_LIMIT),
            Map.entry(ShadowPrice.KIND, Step.MATCH),
            Map.entry(MatchingResult.KIND, Step.MATCH),
            Map.entry(Match.KIND, Step.MATCH),
            Map.entry(Exchange.KIND, Step.MEASURE_EXCHANGE),
            Map.entry(SettlementLine.KIND, Step.SETTLE),
            Map.entry(Abandonment.KIND, Step.ABANDON));

    private EntryStep() {}

    static Step earliest(Entry entry) {
        return entry instanceof Rejection ? Step.COLLECT_BIDS : step(entry);
    }

    /** A party is refused in any step up to the matching. */
    static Step latest(Entry entry) {
        return entry instanceof Rejection ? Step.MATCH : step(entry);
    }

    private static Step step(Entry entry) {
        if (entry instanceof InventoryEntry changed) {
            return switch (changed.cause()) {
                case JOINED -> Step.ENROL;
                case DRIVEN, CHARGED_OUTSIDE -> Step.COLLECT_BIDS;
                case SETTLED -> Step.SETTLE;
            };
        }
        var step = STEPS.get(entry.kind());
        if (step == null) {
            throw new IllegalArgumentException("no step records entries of the kind " + entry.kind());
        }
        return step;
    }
}
