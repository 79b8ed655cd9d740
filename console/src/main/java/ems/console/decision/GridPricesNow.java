package ems.console.decision;

import java.math.BigDecimal;

import ems.market.party.GridPrices;

/**
 * The bounds of every price in the market.
 *
 * @param roomToTrade false when the grid pays more than it asks: trading pauses
 */
public record GridPricesNow(
        BigDecimal sellPencePerKwh, BigDecimal splitPencePerKwh, BigDecimal buyPencePerKwh, boolean roomToTrade) {

    public static GridPricesNow of(GridPrices prices) {
        return new GridPricesNow(
                prices.sell().toPencePerKilowattHour(),
                prices.split().toPencePerKilowattHour(),
                prices.buy().toPencePerKilowattHour(),
                prices.leaveRoomToTrade());
    }
}
