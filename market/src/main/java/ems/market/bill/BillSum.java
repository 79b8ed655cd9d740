package ems.market.bill;

import ems.market.quantity.Money;

/**
 * What bookings of one party add up to.
 *
 * @param bookings how many
 * @param corrections how many of them correct earlier ones
 * @param millijoulesIn energy that came in
 * @param millijoulesOut energy that went out
 * @param paid for what came in
 * @param earned for what went out
 * @param gained see {@link Booking#gained()}
 */
public record BillSum(
        int bookings,
        int corrections,
        long millijoulesIn,
        long millijoulesOut,
        Money paid,
        Money earned,
        Money gained) {

    public static final BillSum NOTHING = new BillSum(0, 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO);

    public static BillSum of(Booking booking) {
        return new BillSum(
                1,
                booking.corrects() ? 1 : 0,
                booking.millijoulesIn(),
                booking.millijoulesOut(),
                booking.paid(),
                booking.earned(),
                booking.gained());
    }

    public BillSum plus(BillSum other) {
        return new BillSum(
                Math.addExact(bookings, other.bookings),
                Math.addExact(corrections, other.corrections),
                Math.addExact(millijoulesIn, other.millijoulesIn),
                Math.addExact(millijoulesOut, other.millijoulesOut),
                paid.plus(other.paid),
                earned.plus(other.earned),
                gained.plus(other.gained));
    }

    /** What the party has of it: earned less paid. */
    public Money balance() {
        return earned.minus(paid);
    }
}
