package ems.ledger.contract;

import ems.market.quantity.Money;

/** What an account holds: {@code micro-pence}. */
record Balance(Money money) implements Held {

    /** The balance that is held, or was written as a text. */
    static Balance of(Held held) {
        return held instanceof Balance balance ? balance : new Balance(new Money(Long.parseLong(held.text())));
    }

    @Override
    public String text() {
        return Long.toString(money.micropence());
    }

    @Override
    public void writeTo(StateLine line) {
        line.number(money.micropence());
    }
}
