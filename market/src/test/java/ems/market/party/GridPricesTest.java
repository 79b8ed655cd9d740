package ems.market.party;

import org.junit.jupiter.api.Test;

import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GridPricesTest {

    private static final Price SELL = Price.ofPencePerKilowattHour("6.4");
    private static final Price BUY = Price.ofPencePerKilowattHour("29.49");
    private static final GridPrices PAPER = new GridPrices(SELL, BUY);
    private static final GridPrices UPSIDE_DOWN = new GridPrices(BUY, SELL);

    @Test
    void thePapersSplit() {
        assertThat(PAPER.split()).isEqualTo(Price.ofPencePerKilowattHour("17.945"));
    }

    /** V = 17.945 + 11.545 x price. */
    @Test
    void aStoredKilowattHourIsWorthWhatTheHorizonPriceSays() {
        assertThat(PAPER.valueOfStored(new HorizonPrice(0))).isEqualTo(PAPER.split());
        assertThat(PAPER.valueOfStored(new HorizonPrice(500))).isEqualTo(Price.ofPencePerKilowattHour("23.7175"));
        assertThat(PAPER.valueOfStored(new HorizonPrice(950))).isEqualTo(Price.ofPencePerKilowattHour("28.9128"));
        assertThat(PAPER.valueOfStored(new HorizonPrice(-990))).isEqualTo(Price.ofPencePerKilowattHour("6.5154"));
    }

    @Test
    void bothGridPricesSuitAndNothingBeyond() {
        assertThat(PAPER.suit(new Price(63_999))).isFalse();
        assertThat(PAPER.suit(SELL)).isTrue();
        assertThat(PAPER.suit(BUY)).isTrue();
        assertThat(PAPER.suit(new Price(294_901))).isFalse();
    }

    @Test
    void boundingTakesTheNearestSuitablePrice() {
        assertThat(PAPER.bounding(new Price(63_999))).isEqualTo(SELL);
        assertThat(PAPER.bounding(new Price(64_001))).isEqualTo(new Price(64_001));
        assertThat(PAPER.bounding(new Price(294_901))).isEqualTo(BUY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UPSIDE_DOWN.bounding(SELL))
                .withMessageContaining("exceeds");
    }

    @Test
    void noPriceSuitsBothWhenTheGridPaysMoreThanItAsks() {
        assertThat(PAPER.leaveRoomToTrade()).isTrue();
        assertThat(new GridPrices(SELL, SELL).leaveRoomToTrade()).isTrue();
        assertThat(UPSIDE_DOWN.leaveRoomToTrade()).isFalse();
        assertThat(UPSIDE_DOWN.suit(UPSIDE_DOWN.split())).isFalse();
    }
}
