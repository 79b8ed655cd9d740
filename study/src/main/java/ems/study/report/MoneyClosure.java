package ems.study.report;

import java.util.List;

import ems.market.quantity.Money;

/**
 * The balance of all accounts of a run.
 *
 * @param run name of the run as shown
 * @param lines number of settlement lines
 * @param accounts of every prosumer and EV
 */
public record MoneyClosure(String run, long lines, List<Account> accounts) {

    /** What one party paid and was paid over all lines, both at least 0. */
    public record Account(String party, Money paid, Money received) {}

    public MoneyClosure {
        accounts = List.copyOf(accounts);
    }

    /** Paid - received in micro-pence; anything but 0 is a fault. */
    public long mismatchMicropence() {
        return accounts.stream()
                .map(account -> account.paid().minus(account.received()))
                .reduce(Money.ZERO, Money::plus)
                .micropence();
    }
}
