package ems.ledger.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.bid.ProsumerBid;
import ems.market.bid.Rejection;
import ems.market.bid.VehicleBid;
import ems.market.exchange.Exchange;
import ems.market.forecast.GlobalModel;
import ems.market.forecast.ModelRefusal;
import ems.market.forecast.ModelUpdate;
import ems.market.journal.Abandonment;
import ems.market.journal.PeriodOpened;
import ems.market.journal.VehicleStanding;
import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.ledger.TradingPartner;
import ems.market.matching.Match;
import ems.market.matching.MatchId;
import ems.market.matching.MatchingResult;
import ems.market.matching.ShadowPrice;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.Step;
import ems.market.record.Entry;
import ems.market.settlement.InventoryEntry;
import ems.market.settlement.SettlementLine;

/**
 * One period, entry by entry, under the rules of the market that no table can change. Every complaint is an
 * {@link IllegalArgumentException} about the entry that was given last.
 */
public final class BlockReplay {

    private final MatchingPeriod period;
    private final Register register;
    private final ModelsOfAGrid models;
    private final Map<VehicleId, VehicleBooks> vehicles;
    private final Map<VehicleId, VehicleStanding> standings = new HashMap<>();
    private final BidsOfAPeriod bids = new BidsOfAPeriod();
    private final MatchesOfAPeriod matches = new MatchesOfAPeriod();
    private Step step = Step.ENROL;
    private PeriodOpened opened;
    private boolean abandoned;

    BlockReplay(MatchingPeriod period, Register register, ModelsOfAGrid models, Map<VehicleId, VehicleBooks> vehicles) {
        this.period = period;
        this.register = register;
        this.models = models;
        this.vehicles = vehicles;
    }

    public void next(Entry entry) {
        inOrder(EntryStep.earliest(entry), EntryStep.latest(entry));
        if (entry instanceof Enrolment joined) {
            register.enrol(joined);
        } else if (entry instanceof TradingPartner partner) {
            register.partner(partner);
        } else if (entry instanceof Revocation revoked) {
            register.revoke(revoked);
        } else if (entry instanceof PeriodOpened prices) {
            open(prices);
        } else if (entry instanceof VehicleStanding standing) {
            stand(standing);
        } else if (entry instanceof ModelUpdate update) {
            models.update(update, register);
        } else if (entry instanceof ModelRefusal refusal) {
            models.refuse(refusal, register);
        } else if (entry instanceof GlobalModel model) {
            models.model(model, period);
        } else if (entry instanceof ProsumerBid bid) {
            models.bid(bid);
            bids.bid(bid);
        } else if (entry instanceof VehicleBid bid) {
            bid(bid);
        } else if (entry instanceof ShadowPrice price) {
            refuseIf(matches.isMatched(), "the period is matched before");
            bids.price(price);
        } else if (entry instanceof MatchingResult result) {
            matches.result(result);
            bids.check(result, register.partners());
        } else if (entry instanceof Match match) {
            match(match);
        } else if (entry instanceof Exchange exchange) {
            matches.exchange(exchange);
        } else if (entry instanceof SettlementLine line) {
            matches.settle(line);
            vehicles.get(matches.vehicle(line.match())).moved(line);
        } else if (entry instanceof InventoryEntry changed) {
            change(changed);
        } else if (entry instanceof Abandonment) {
            refuseIf(abandoned || matches.isSettled(), "the period has ended before");
            abandoned = true;
        } else if (entry instanceof Rejection rejection) {
            refuse(rejection);
        } else {
            throw new IllegalArgumentException("no rule knows entries of the kind " + entry.kind());
        }
    }

    /** Entries stand in the order of the steps that recorded them. */
    private void inOrder(Step earliest, Step latest) {
        if (earliest.compareTo(Step.MATCH) > 0) {
            endMatching();
        }
        refuseIf(latest.compareTo(step) < 0, "it comes after entries of the step '" + step.words() + "'");
        step = earliest.compareTo(step) > 0 ? earliest : step;
    }

    private void open(PeriodOpened prices) {
        refuseIf(opened != null, "the period is opened twice");
        opened = prices;
    }

    private void stand(VehicleStanding standing) {
        refuseIf(opened == null, "the period is not opened");
        refuseIf(standings.put(standing.vehicle(), standing) != null, standing.vehicle() + " stands twice");
        books(standing.vehicle()).refuseOther(standing.inventory());
    }

    private void bid(VehicleBid bid) {
        var standing = standings.get(bid.vehicle());
        refuseIf(standing == null, bid.vehicle() + " has no standing in this period");
        refuseIf(!bid.inventory().equals(standing.inventory()), "its inventory is not that of the EV's standing");
        bids.bid(bid);
    }

    /** Before the matching a party, after it the two of a pair. */
    private void refuse(Rejection rejection) {
        if (matches.isMatched()) {
            matches.refuse(rejection, bids, register);
        } else {
            bids.refuse(rejection.party());
        }
    }

    private void match(Match match) {
        var pair = bids.pair(match.prosumer(), match.vehicle(), register);
        var id = MatchId.of(period, match.prosumer(), match.vehicle());
        refuseIf(!match.id().equals(id), "its id should be " + id);
        var energy = pair.forecastEnergy();
        refuseIf(
                !match.forecastEnergy().equals(energy),
                "its bids would exchange " + energy.millijoules() + " mJ under the forecast");
        for (var agreed : List.of(match.storing(), match.releasing())) {
            refuseIf(
                    !opened.prices().suit(agreed.price()),
                    "the price of " + agreed.price() + " is outside the grid's ["
                            + opened.prices().sell() + ", " + opened.prices().buy() + "]");
        }
        matches.add(match, pair.vehicle());
        bids.refuseUnlessMade(pair);
    }

    private void change(InventoryEntry changed) {
        var vehicle = changed.vehicle();
        switch (changed.cause()) {
            case JOINED -> {
                refuseIf(!register.holds(vehicle), vehicle + " is not enrolled");
                var joined = new VehicleBooks(vehicle, changed.inventory());
                refuseIf(vehicles.putIfAbsent(vehicle, joined) != null, vehicle + " joins twice");
            }
            case DRIVEN -> {
                refuseIf(standings.containsKey(vehicle), vehicle + " has its standing in this period before");
                books(vehicle).driven(changed.inventory());
            }
            case CHARGED_OUTSIDE -> {
                refuseIf(opened == null, "the period is not opened");
                refuseIf(standings.containsKey(vehicle), vehicle + " has its standing in this period before");
                books(vehicle).charged(changed.inventory(), opened.prices());
            }
            case SETTLED -> {
                matches.settle(changed);
                books(vehicle).settled(changed.inventory());
            }
        }
    }

    /** The period is over: if it was opened, it is matched, and what was exchanged is settled, unless it was abandoned. */
    public void end() {
        endMatching();
        if (!abandoned) {
            refuseIf(opened != null && !matches.isMatched(), "the period is neither matched nor abandoned");
            matches.refuseUnsettled();
        }
        matches.refuseImbalance();
        models.refuseUnmerged();
        register.endBlock();
    }

    private void endMatching() {
        refuseIf(bids.arePriced() && !matches.isMatched(), "no matching is recorded after the shadow prices");
        matches.refuseMissingPairs();
        bids.refuseMissingPairs();
    }

    private VehicleBooks books(VehicleId vehicle) {
        var books = vehicles.get(vehicle);
        refuseIf(books == null, vehicle + " has not joined");
        return books;
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
