package ems.rules.engine;

import ems.market.quantity.Price;
import ems.market.rule.PricingQuestion;

/** Prices in 1e-4 p/kWh. */
public final class PricingFact extends Fact {

    private final PricingQuestion question;

    PricingFact(int number, PricingQuestion question) {
        super(number);
        this.question = question;
    }

    /** {@code stored}, {@code released} or {@code direct}. */
    public String getDirection() {
        return question.direction().word();
    }

    public long getCost() {
        return held(question.cost());
    }

    public long getGridBuyPrice() {
        return held(question.grid().buy());
    }

    /** The grid's buy price less its sell price; negative when the grid pays more than it asks. */
    public long getGridSpread() {
        return Math.subtractExact(
                held(question.grid().buy()), held(question.grid().sell()));
    }

    @Override
    long[] values() {
        return new long[] {question.direction().ordinal(), getCost(), getGridBuyPrice(), getGridSpread()};
    }

    @Override
    String inWords() {
        return "energy " + getDirection() + " at a cost of " + question.cost() + ", grid buy price "
                + question.grid().buy() + ", grid spread " + new Price(getGridSpread());
    }

    private static long held(Price price) {
        return price.tenThousandthsOfPencePerKilowattHour();
    }
}
