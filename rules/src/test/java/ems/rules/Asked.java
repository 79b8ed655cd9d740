package ems.rules;

import java.time.Duration;
import java.util.OptionalLong;

import ems.market.ledger.Participation;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;

/** Questions of the market, and what their verdicts must be. */
final class Asked {

    static final VehicleId VEHICLE = new VehicleId("EV-3");
    static final Energy CAPACITY = Energy.ofKilowattHours("79.5");
    static final GridPrices GRID = grid("6.4", "29.49");

    private Asked() {}

    static GridPrices grid(String sell, String buy) {
        return new GridPrices(price(sell), price(buy));
    }

    static Price price(String pencePerKilowattHour) {
        return Price.ofPencePerKilowattHour(pencePerKilowattHour);
    }

    static PricingQuestion stored(String cost, GridPrices grid) {
        return new PricingQuestion(Flow.STORED, price(cost), grid);
    }

    static PricingQuestion released(String cost, GridPrices grid) {
        return new PricingQuestion(Flow.RELEASED, price(cost), grid);
    }

    static LimitQuestion pluggedIn(Duration statusAge) {
        return new LimitQuestion(VEHICLE, true, statusAge, CAPACITY, Energy.ofKilowattHours("40"));
    }

    static ParticipationQuestion proven(boolean enrolled, boolean revoked, OptionalLong periodsAgo) {
        return new ParticipationQuestion(VEHICLE, new Participation(enrolled, revoked, periodsAgo));
    }

    static <T> T granted(Verdict<T> verdict) {
        if (verdict instanceof Granted<T> yes) {
            return yes.grant();
        }
        throw new AssertionError("refused: " + verdict);
    }

    static String refusal(Verdict<?> verdict) {
        if (verdict instanceof Refused<?> no) {
            return no.reason();
        }
        throw new AssertionError("granted: " + verdict);
    }
}
