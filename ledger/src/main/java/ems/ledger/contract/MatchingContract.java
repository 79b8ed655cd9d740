package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Held.Words;
import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.AgentKey;
import ems.market.record.BidLimit;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.DirectTrade;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.ForecastRefusal;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonEntry;
import ems.market.record.Match;
import ems.market.record.MatchIds;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.ShadowPrice;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/**
 * Bids and matches: members, each of whom bids once, no more than it signed for if it has a key, and as it signed to expect if it did; and pairs that follow from the bids, by the
 * algorithm that the result names. Homes are paired with homes only after that, by size.
 *
 * <p>Holds {@code bid|account = period of the EV's latest accepted bid} and {@code sequence|account = key|sequence of its
 * latest signed bid}: another key counts anew; and, once the registry says whether homes trade with homes, {@code direct-price =
 * rules|grid sell price|grid buy price|what the rules last answered} of such trade.
 * And the plan of horizon prices in force, see {@link PeriodHorizon}.
 */
final class MatchingContract implements Contract {

    static final String BID = "bid";
    private static final String SEQUENCE = "sequence";
    private static final String DIRECT_PRICE = "direct-price";

    private final SignatureCheck signatures;

    MatchingContract(SignatureCheck signatures) {
        this.signatures = signatures;
    }

    @Override
    public Execution on(State before, Registered registered, PeriodKey block) {
        return new Block(before, registered, block);
    }

    private final class Block implements Execution {

        private final State before;
        private final Registered registered;
        private final PeriodKey block;
        private final Words period;
        private final MatchIds ids;
        private final Map<Party, BidLimit> signed = new HashMap<>();
        private final Map<ProsumerId, SignedForecast> told = new HashMap<>();
        private final Map<VehicleId, EnergyInventory> standings;
        private final PeriodBids bids;
        private final PeriodPairs pairs;
        private final PeriodHorizon horizon;
        /** Who is enrolled in this very block, maybe with another battery than before. */
        private final Set<Party> joining = new HashSet<>();

        private final PeriodLeftovers leftovers = new PeriodLeftovers();
        private final Map<String, Held> writes;
        private @Nullable PeriodOpened opened;
        /** The version of the table that priced the last pair with an EV. */
        private @Nullable String tableVersion;

        private boolean abandoned;
        private boolean over;

        Block(State before, Registered registered, PeriodKey block) {
            this.before = before;
            this.registered = registered;
            this.block = block;
            this.period = new Words(block.period().toString());
            this.ids = new MatchIds(block.period());
            this.standings = new HashMap<>(2 * registered.size());
            this.writes = new HashMap<>(2 * registered.size());
            this.bids = new PeriodBids(registered.size());
            this.pairs = new PeriodPairs(registered.size());
            this.horizon = new PeriodHorizon(before, block);
        }

        @Override
        public void next(Entry command) {
            if (!over && command.earliestStep().compareTo(Step.MATCH) > 0) {
                endMatching();
                over = true;
            }
            switch (command.kind()) {
                case PERIOD_OPENED -> open((PeriodOpened) command);
                case VEHICLE_STANDING -> stand((VehicleStanding) command);
                case SIGNED_BID -> sign((SignedBid) command);
                case SIGNED_FORECAST -> tell((SignedForecast) command);
                case FORECAST_REFUSAL -> registered.refuseOutsider(((ForecastRefusal) command).prosumer());
                case PROSUMER_BID -> bid((ProsumerBid) command);
                case VEHICLE_BID -> bid((VehicleBid) command);
                case HORIZON_PLAN -> plan((HorizonDay) command);
                case HORIZON_PRICE -> weigh((HorizonEntry) command);
                case SHADOW_PRICE -> price((ShadowPrice) command);
                case MATCHING_RESULT -> result((MatchingResult) command);
                case MATCH -> match((Match) command);
                case DIRECT_RESULT -> pairHomes((DirectResult) command);
                case DIRECT_MATCH -> match((DirectMatch) command);
                case REJECTION -> refuse((Rejection) command);
                case ABANDONMENT -> abandoned = true;
                case ENROLMENT -> joining.add(((Enrolment) command).party());
                case VALIDATORS,
                        AGENT_KEY,
                        HOME_METERING,
                        TRADING_PARTNER,
                        REVOCATION,
                        DIRECT_TRADE,
                        TRAIL_SEAL,
                        MEMBERSHIP_ORDER,
                        CORRECTION,
                        CORRECTION_LINE,
                        MODEL_UPDATE,
                        MODEL_REFUSAL,
                        GLOBAL_MODEL,
                        SIGNED_REGISTERS,
                        EXCHANGE_STATEMENT,
                        EXCHANGE_REFUSAL,
                        EXCHANGE,
                        DIRECT_EXCHANGE,
                        SETTLEMENT_LINE,
                        DIRECT_LINE,
                        INVENTORY_ENTRY -> {}
            }
        }

        private void open(PeriodOpened prices) {
            Refuse.when(opened != null, "the period is opened twice");
            opened = prices;
        }

        private void stand(VehicleStanding standing) {
            Refuse.when(opened == null, "the period is not opened");
            boolean stands = standings.put(standing.vehicle(), standing.inventory()) != null;
            Refuse.when(stands, () -> standing.vehicle() + " stands twice");
        }

        private void sign(SignedBid bid) {
            var party = bid.party();
            signatures.refuseForged(bid, block, registered);
            var signer = registered.key(party, AgentKey.BIDS).filter(key -> registered.isMember(party));
            Refuse.when(signer.isEmpty(), () -> party.account() + " has no key for bids");
            Refuse.when(signed.put(party, bid.limit()) != null, () -> party.account() + " signs two bids");
            String under = signer.orElseThrow() + '|';
            String key = SEQUENCE + '|' + party.account();
            long last = before.get(key)
                    .filter(value -> value.startsWith(under))
                    .map(value -> Long.parseLong(value.substring(under.length())))
                    .orElse(0L);
            Refuse.when(bid.sequence() <= last, () -> "its sequence should be above " + last);
            writes.put(key, new Words(under + bid.sequence()));
        }

        /** What the party signed for this period. */
        private BidLimit limit(Party party) {
            var limit = signed.get(party);
            Refuse.when(
                    limit == null && registered.signers().contains(party),
                    () -> party.account() + " signed no bid for this period");
            return limit == null ? BidLimit.NONE : limit;
        }

        private void tell(SignedForecast forecast) {
            signatures.refuseForged(forecast, block, registered);
            boolean twice = told.put(forecast.prosumer(), forecast) != null;
            Refuse.when(twice, () -> forecast.prosumer() + " signs two forecasts");
            Refuse.when(bids.has(forecast.prosumer()), () -> forecast.prosumer() + " has bid before it");
        }

        private void bid(ProsumerBid bid) {
            registered.refuseOutsider(bid.prosumer());
            var limit = limit(bid.prosumer());
            PairRules.check(bid, limit);
            refuseOtherThanTold(bid, limit);
            bids.bid(bid);
        }

        /** A home that signed what it expects is bid for with that, and only such a home as by its agent. */
        private void refuseOtherThanTold(ProsumerBid bid, BidLimit limit) {
            var signed = told.get(bid.prosumer());
            boolean byAgent = bid.forecaster().equals(SignedForecast.FORECASTER);
            Refuse.when(byAgent && signed == null, () -> bid.prosumer() + " signed no forecast before it");
            Refuse.when(
                    signed == null && registered.isPrivate(bid.prosumer()),
                    () -> bid.prosumer() + " is a private home, and signed no forecast before it");
            Refuse.when(
                    signed != null && (!byAgent || !bid.forecast().equals(limit.of(signed.expected()))),
                    () -> "it is not what " + bid.prosumer() + " signed to expect");
        }

        private void bid(VehicleBid bid) {
            var vehicle = bid.vehicle();
            registered.refuseOutsider(vehicle);
            var inventory = Refuse.ifMissing(standings.get(vehicle), () -> vehicle + " has no standing in this period");
            Refuse.when(!bid.inventory().equals(inventory), "its inventory is not that of the EV's standing");
            PairRules.check(bid, limit(vehicle));
            bids.bid(bid);
            writes.put(registered.stateKeys(vehicle).bid(), period);
        }

        private void plan(HorizonDay plan) {
            Refuse.when(opened == null, "the period is not opened");
            Refuse.when(pairs.isMatched(), "the period is matched before");
            horizon.plan(plan);
        }

        private void weigh(HorizonEntry price) {
            Refuse.when(opened == null, "the period is not opened");
            Refuse.when(pairs.isMatched(), "the period is matched before");
            bids.weigh(price);
            horizon.price(price.price());
            fleet().refuseOther(price.fill());
        }

        private FleetBounds fleet() {
            var fleet = new FleetBounds();
            standings.forEach((vehicle, inventory) -> {
                var bid = bids.ofEitherAnswer(vehicle);
                if (bid.isPresent() && !signed.containsKey(vehicle)) {
                    fleet.add(bid.get());
                } else {
                    fleet.add(
                            bid,
                            inventory.energy(),
                            registered.capacityIfKnown(vehicle).filter(known -> !joining.contains(vehicle)));
                }
            });
            return fleet;
        }

        private void price(ShadowPrice price) {
            Refuse.when(pairs.isMatched(), "the period is matched before");
            bids.price(price);
        }

        private void result(MatchingResult result) {
            horizon.matched();
            pairs.result(result);
            bids.check(result, registered.partners());
        }

        /** Before the matching a party, after it the two of a pair, and then the two homes of a pair. */
        private void refuse(Rejection rejection) {
            if (leftovers.arePaired()) {
                leftovers.refuse(rejection);
            } else if (pairs.isMatched()) {
                pairs.refuse(rejection, bids, registered);
            } else {
                bids.refuse(rejection.party());
            }
        }

        private void match(Match match) {
            Refuse.when(leftovers.arePaired(), "homes that the EVs left are paired before it");
            var pair = bids.pair(match.prosumer(), match.vehicle(), registered);
            var prices = Refuse.ifMissing(opened, "the period is not opened").prices();
            PairRules.check(match, pair, ids, prices);
            pairs.add(match, bids.worth(pair));
            tableVersion = match.storing().rule().version();
            bids.refuseUnlessMade(pair);
        }

        private void pairHomes(DirectResult result) {
            Refuse.when(
                    registered.directTrade().equals(Optional.of(DirectTrade.NONE)),
                    "homes trade with no home in this grid, as a block before says");
            Refuse.when(!pairs.isMatched(), "no matching is recorded before it");
            refuseMissingPairs();
            leftovers.result(
                    result,
                    bids.leftBy(pairs.taken(), registered),
                    new DirectAnswer(opened, Optional.ofNullable(tableVersion), before.get(DIRECT_PRICE)));
        }

        private void match(DirectMatch match) {
            var prices = Refuse.ifMissing(opened, "the period is not opened").prices();
            leftovers.match(match, ids, prices);
        }

        private void refuseMissingPairs() {
            Refuse.when(bids.arePriced() && !pairs.isMatched(), "no matching is recorded after the shadow prices");
            pairs.refuseMissingPairs();
            bids.refuseMissingPairs();
            leftovers.refuseMissingPairs();
        }

        private void endMatching() {
            refuseMissingPairs();
            Refuse.when(
                    pairs.isMatched()
                            && !leftovers.arePaired()
                            && registered.directTrade().equals(Optional.of(DirectTrade.LEFTOVERS)),
                    "homes that the EVs leave trade with each other in this grid, as a block before says, and no '"
                            + EntryKind.DIRECT_RESULT.word() + "' stands before it");
        }

        /** A period that was opened is matched, unless it was abandoned. */
        @Override
        public Map<String, Held> end() {
            endMatching();
            Refuse.when(
                    opened != null && !pairs.isMatched() && !abandoned, "the period is neither matched nor abandoned");
            horizon.writeTo(writes);
            if (registered.directTrade().isPresent()) { // ledgers of builds that did not say it hold nothing of it
                leftovers.answered().ifPresent(answer -> writes.put(DIRECT_PRICE, new Words(answer)));
            }
            return writes;
        }
    }
}
