package ems.ledger.contract;

import java.util.Map;

import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.GlobalModel;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.Revocation;
import ems.market.record.SettlementLine;
import ems.market.record.ShadowPrice;
import ems.market.record.SignedBid;
import ems.market.record.Step;
import ems.market.record.TradingPartner;
import ems.market.record.Validators;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

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
