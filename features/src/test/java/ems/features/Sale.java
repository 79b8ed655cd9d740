package ems.features;

import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.DirectLine;
import ems.market.record.SettlementLine;

/** A settlement line as the two sides see it. */
public record Sale(Party seller, Energy energy, Party buyer, Price price) {

    /** At a price below nothing the seller pays, and stays the seller. */
    public static Sale of(SettlementLine line) {
        boolean sellerIsPaid = line.price().price().tenThousandthsOfPencePerKilowattHour() >= 0;
        var seller = sellerIsPaid ? line.credit() : line.debit();
        var buyer = sellerIsPaid ? line.debit() : line.credit();
        return new Sale(seller, line.energy(), buyer, line.price().price());
    }

    /** From home to home. */
    public static Sale of(DirectLine line) {
        return new Sale(line.seller(), line.energy(), line.buyer(), line.price().price());
    }

    @Override
    public String toString() {
        return seller.text() + " sells "
                + energy.toKilowattHours().stripTrailingZeros().toPlainString() + " kWh to " + buyer.text() + " at "
                + price;
    }
}
