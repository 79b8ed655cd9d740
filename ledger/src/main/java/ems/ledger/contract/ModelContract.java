package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.ProsumerBid;

/**
 * The shared forecasting model: no version is missing, each names what was merged into it, and forecasts come from the
 * newest one. Only the files show whether a merge gives the model that its hash names.
 *
 * <p>Holds {@code model = the newest version's entry}.
 */
final class ModelContract implements Contract {

    static final String MODEL = "model";

    @Override
    public Execution on(State before, Registered registered, PeriodKey block) {
        var newest = before.get(MODEL).map(line -> (GlobalModel) Entry.parse(line));
        return new Block(newest.orElse(null), registered, block.period());
    }

    private static final class Block implements Execution {

        private final Registered registered;
        private final MatchingPeriod period;
        private final Set<ProsumerId> merged = new HashSet<>();
        private final Map<String, Held> writes = new HashMap<>();
        private boolean waiting;
        private @Nullable GlobalModel newest;

        Block(@Nullable GlobalModel newest, Registered registered, MatchingPeriod period) {
            this.newest = newest;
            this.registered = registered;
            this.period = period;
        }

        @Override
        public void next(Entry command) {
            switch (command.kind()) {
                case MODEL_UPDATE -> update((ModelUpdate) command);
                case MODEL_REFUSAL -> refuse((ModelRefusal) command);
                case GLOBAL_MODEL -> publish((GlobalModel) command);
                case PROSUMER_BID -> bid((ProsumerBid) command);
                case ENROLMENT,
                        VALIDATORS,
                        AGENT_KEY,
                        HOME_METERING,
                        TRADING_PARTNER,
                        REVOCATION,
                        MEMBERSHIP_ORDER,
                        CORRECTION,
                        CORRECTION_LINE,
                        PERIOD_OPENED,
                        DIRECT_TRADE,
                        TRAIL_SEAL,
                        VEHICLE_STANDING,
                        SIGNED_BID,
                        VEHICLE_BID,
                        REJECTION,
                        SIGNED_FORECAST,
                        FORECAST_REFUSAL,
                        HORIZON_PLAN,
                        HORIZON_PRICE,
                        SHADOW_PRICE,
                        MATCHING_RESULT,
                        MATCH,
                        DIRECT_RESULT,
                        DIRECT_MATCH,
                        SIGNED_REGISTERS,
                        EXCHANGE_STATEMENT,
                        EXCHANGE_REFUSAL,
                        EXCHANGE,
                        DIRECT_EXCHANGE,
                        SETTLEMENT_LINE,
                        DIRECT_LINE,
                        INVENTORY_ENTRY,
                        ABANDONMENT -> {}
            }
        }

        private void update(ModelUpdate update) {
            registered.refuseOutsider(update.prosumer());
            Refuse.when(
                    newest == null || update.base() > newest.version(),
                    () -> "its base, version " + update.base() + ", is not recorded before it");
            Refuse.when(!merged.add(update.prosumer()), () -> update.prosumer() + " is merged twice");
            waiting = true;
        }

        private void refuse(ModelRefusal refusal) {
            registered.refuseOutsider(refusal.prosumer());
            Refuse.when(newest == null, "no model is recorded before it");
            waiting = true;
        }

        private void publish(GlobalModel model) {
            int expected = newest == null ? 0 : newest.version() + 1;
            Refuse.when(model.version() != expected, () -> "its version should be " + expected);
            Refuse.when(period.isBefore(model.from()), "it is used from a later period on");
            Refuse.when(
                    newest != null && !newest.from().isBefore(model.from()), "the version before is used from then on");
            Refuse.when(model.merged() != merged.size(), () -> merged.size() + " updates are recorded for it");
            merged.clear();
            waiting = false;
            newest = model;
            writes.put(MODEL, new Held.Words(model.text()));
        }

        private void bid(ProsumerBid bid) {
            refuseUnmerged();
            OptionalInt known = newest == null ? OptionalInt.empty() : OptionalInt.of(newest.version());
            Refuse.when(
                    bid.model().isPresent() && !bid.model().equals(known),
                    () -> "the newest model is " + (known.isPresent() ? "version " + known.getAsInt() : "none"));
        }

        private void refuseUnmerged() {
            Refuse.when(waiting, "updates are recorded before it, and no model that they were merged into");
        }

        @Override
        public Map<String, Held> end() {
            refuseUnmerged();
            return writes;
        }
    }
}
