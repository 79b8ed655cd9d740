package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.Money;
import ems.market.record.BidLimit;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.PeriodOpened;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/**
 * Real-time management: what matched pairs exchanged, what is booked for it, and what each EV and each account holds.
 *
 * <p>Holds, beside its {@linkplain BlockCorrections corrections}, {@code inventory|EV = mJ held|micro-pence|mJ ever in|mJ ever out} and {@code money|account = micro-pence}.
 */
final class ExchangeContract implements Contract {

    static final String MONEY = "money";

    private final EarlierPeriods earlier;
    private final SignatureCheck signatures;

    ExchangeContract(EarlierPeriods earlier, SignatureCheck signatures) {
        this.earlier = earlier;
        this.signatures = signatures;
    }

    @Override
    public Execution on(State before, Registered registered, PeriodKey block) {
        return new Block(before, registered, block, new BlockCorrections(before, block.period(), earlier));
    }

    private final class Block implements Execution {

        private final State before;
        private final Registered registered;
        private final PeriodKey block;
        private final Set<Party> joined = new HashSet<>();
        private final Map<VehicleId, VehicleBooks> vehicles;
        private final Map<Party, BidLimit> signed = new HashMap<>();
        private final Map<Party, Money> accounts;
        private final PeriodExchanges exchanges = new PeriodExchanges();
        private final PeriodDirectExchanges directExchanges = new PeriodDirectExchanges();
        private final BlockCorrections corrections;
        private @Nullable GridPrices prices;
        private boolean abandoned;

        Block(State before, Registered registered, PeriodKey block, BlockCorrections corrections) {
            this.before = before;
            this.registered = registered;
            this.block = block;
            this.corrections = corrections;
            this.vehicles = new HashMap<>(2 * registered.size());
            this.accounts = new HashMap<>(2 * registered.size());
        }

        @Override
        public void next(Entry command) {
            switch (command.kind()) {
                case ENROLMENT -> joined.add(((Enrolment) command).party());
                case PERIOD_OPENED -> prices = ((PeriodOpened) command).prices();
                case VEHICLE_STANDING -> stand((VehicleStanding) command);
                case VEHICLE_BID -> bid((VehicleBid) command);
                case SIGNED_BID -> sign((SignedBid) command);
                case CORRECTION -> correct((Correction) command);
                case CORRECTION_LINE -> book((CorrectionLine) command);
                case MATCH -> match((Match) command);
                case SIGNED_REGISTERS -> measured((SignedRegisters) command);
                case EXCHANGE_STATEMENT -> state((ExchangeStatement) command);
                case EXCHANGE_REFUSAL -> refuseUnlessPrivate(exchanges.refuse((ExchangeRefusal) command));
                case EXCHANGE -> exchanges.exchange((Exchange) command);
                case DIRECT_MATCH -> match((DirectMatch) command);
                case DIRECT_EXCHANGE -> directExchanges.exchange((DirectExchange) command);
                case SETTLEMENT_LINE -> settle((SettlementLine) command);
                case DIRECT_LINE -> settle((DirectLine) command);
                case INVENTORY_ENTRY -> change((InventoryEntry) command);
                case ABANDONMENT -> abandon();
                case VALIDATORS,
                        AGENT_KEY,
                        HOME_METERING,
                        TRADING_PARTNER,
                        REVOCATION,
                        DIRECT_TRADE,
                        TRAIL_SEAL,
                        MEMBERSHIP_ORDER,
                        MODEL_UPDATE,
                        MODEL_REFUSAL,
                        GLOBAL_MODEL,
                        PROSUMER_BID,
                        REJECTION,
                        SIGNED_FORECAST,
                        FORECAST_REFUSAL,
                        HORIZON_PLAN,
                        HORIZON_PRICE,
                        SHADOW_PRICE,
                        MATCHING_RESULT,
                        DIRECT_RESULT -> {}
            }
        }

        private void correct(Correction correction) {
            var vehicle = correction.vehicle();
            corrections.correct(correction, beforeStanding(vehicle).inventory(), registered.capacity(vehicle));
        }

        private void book(CorrectionLine correction) {
            books(corrections.book(correction)).corrected(correction);
            pay(correction.line());
        }

        private void stand(VehicleStanding standing) {
            corrections.refuseUnfinished();
            books(standing.vehicle()).stand(standing.inventory());
        }

        private void bid(VehicleBid bid) {
            books(bid.vehicle()).bid(bid);
        }

        private void sign(SignedBid bid) {
            signed.put(bid.party(), bid.limit());
        }

        private void match(Match match) {
            var bid = Refuse.ifMissing(
                    books(match.vehicle()).bid(), () -> match.vehicle() + " has no bid in this period");
            exchanges.add(match, bid, limit(match.prosumer()), limit(match.vehicle()));
            if (registered.isPrivate(match.prosumer())) {
                exchanges.mustBeStated(match.id());
            }
        }

        private void match(DirectMatch match) {
            directExchanges.add(match, limit(match.seller()), limit(match.buyer()));
        }

        private void state(ExchangeStatement said) {
            signatures.refuseForged(said, block, registered);
            refuseUnlessPrivate(exchanges.state(said));
        }

        private void refuseUnlessPrivate(Match match) {
            var home = match.prosumer();
            Refuse.when(!registered.isPrivate(home), () -> home + " is metered, and no private home");
        }

        private void measured(SignedRegisters signed) {
            var vehicle = exchanges.measured(signed).vehicle();
            var key = registered.key(vehicle, signed.algorithm().registered());
            Refuse.when(
                    !key.equals(Optional.of(signed.key())),
                    () -> "its key is not that which the registry has of the meter of " + vehicle + "'s charger");
        }

        private void abandon() {
            Refuse.when(
                    abandoned || exchanges.isSettled() || directExchanges.isSettled(), "the period has ended before");
            abandoned = true;
        }

        private BidLimit limit(Party party) {
            return signed.getOrDefault(party, BidLimit.NONE);
        }

        private void settle(SettlementLine line) {
            books(exchanges.settle(line).vehicle()).moved(line);
            pay(line);
        }

        private void settle(DirectLine line) {
            directExchanges.settle(line);
            accounts.merge(line.seller(), line.effectOn(line.seller()), Money::plus);
            accounts.merge(line.buyer(), line.effectOn(line.buyer()), Money::plus);
        }

        private void pay(SettlementLine line) {
            accounts.merge(line.debit(), line.amount().negated(), Money::plus);
            accounts.merge(line.credit(), line.amount(), Money::plus);
        }

        private void change(InventoryEntry changed) {
            var vehicle = changed.vehicle();
            switch (changed.cause()) {
                case JOINED -> join(changed);
                case DRIVEN -> {
                    corrections.refuseUnfinished();
                    beforeStanding(vehicle).driven(changed.inventory());
                }
                case CHARGED_OUTSIDE -> {
                    var opened = Refuse.ifMissing(prices, "the period is not opened");
                    corrections.refuseUnfinished();
                    beforeStanding(vehicle).charged(changed.inventory(), opened);
                }
                case MEASURED -> {
                    var opened = Refuse.ifMissing(prices, "the period is not opened");
                    corrections.refuseUnfinished();
                    beforeStanding(vehicle).measured(changed.inventory(), opened);
                }
                case CORRECTED -> {
                    corrections.book(changed);
                    books(vehicle).refuseOther(changed.inventory());
                }
                case SETTLED -> {
                    exchanges.settle(changed);
                    books(vehicle).settled(changed.inventory());
                }
            }
        }

        private void join(InventoryEntry changed) {
            var vehicle = changed.vehicle();
            Refuse.when(!joined.contains(vehicle) && !registered.isMember(vehicle), () -> vehicle + " is not enrolled");
            boolean holds = vehicles.containsKey(vehicle) || heldBefore(vehicle) != null;
            Refuse.when(holds, () -> vehicle + " joins twice");
            vehicles.put(vehicle, VehicleBooks.joining(vehicle, changed.inventory()));
        }

        /** The books of an EV whose standing is still to come. */
        private VehicleBooks beforeStanding(VehicleId vehicle) {
            var books = books(vehicle);
            Refuse.when(books.isStanding(), () -> vehicle + " has its standing in this period before");
            return books;
        }

        private VehicleBooks books(VehicleId vehicle) {
            var books = vehicles.get(vehicle);
            if (books == null) {
                var held = Refuse.ifMissing(heldBefore(vehicle), () -> vehicle + " has not joined");
                books = VehicleBooks.holding(vehicle, held);
                vehicles.put(vehicle, books);
            }
            return books;
        }

        private @Nullable Held heldBefore(VehicleId vehicle) {
            return before.held(registered.stateKeys(vehicle).inventory());
        }

        /** What was exchanged is settled, unless the period was abandoned, and nothing got lost. */
        @Override
        public Map<String, Held> end() {
            corrections.refuseUnfinished();
            if (!abandoned) {
                exchanges.refuseUnsettled();
                directExchanges.refuseUnsettled();
            }
            var sum = accounts.values().stream().reduce(Money.ZERO, Money::plus);
            Refuse.when(
                    !sum.equals(Money.ZERO), () -> "the period's lines sum to " + sum.micropence() + " micro-pence");
            Map<String, Held> writes = corrections.writes();
            vehicles.values().forEach(books -> {
                books.refuseImbalance();
                if (books.isChanged()) {
                    writes.put(registered.stateKeys(books.vehicle()).inventory(), books.held());
                }
            });
            accounts.forEach((party, change) -> pay(registered.stateKeys(party).money(), change, writes));
            return writes;
        }

        @Override
        public Set<String> forgotten() {
            return corrections.forgotten();
        }

        private void pay(String account, Money change, Map<String, Held> writes) {
            var held = before.held(account);
            var earlier = held == null ? Money.ZERO : Balance.of(held).money();
            writes.put(account, new Balance(earlier.plus(change)));
        }
    }
}
