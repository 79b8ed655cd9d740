package ems.market.matching;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.quantity.Energy;
import ems.market.record.Flow;

import static org.assertj.core.api.Assertions.assertThat;

class OffersToOneSideTest {

    private static final int CARS = 5_000;

    /** Each car has a least power of its own: a wish asks 13 heaps of cars at most, and not 5,000. */
    @Test
    void aWishAsksAsManyHeapsOfCarsAsTheNumberOfLeastPowersHasBits() {
        var cars = IntStream.range(0, CARS)
                .mapToObj(j -> Bids.vehicle("EV" + j, 60L * CARS, 0, Bids.least(j, 0)))
                .toList();
        var offers = new OffersToOneSide(cars, Flow.STORED, PairWorth.ENERGY, vehicle -> Energy.ZERO);
        int most = 0;
        for (int wish = 0; wish < CARS; wish++) {
            most = Math.max(most, offers.serving(new Energy(60L * wish)).size());
        }
        assertThat(most).isEqualTo(12);
        assertThat(offers.best(new Energy(60L * CARS), null))
                .map(offer -> offer.energy().millijoules())
                .contains(60L * CARS);
    }

    @Test
    void theBestIsThatOfALookAtEachCar() {
        var random = new Random(5);
        for (int run = 0; run < 500; run++) {
            var cars = IntStream.range(0, 20)
                    .mapToObj(j -> Bids.vehicle("EV" + j, random.nextInt(1_500), 0, Bids.least(random.nextInt(12), 0)))
                    .toList();
            var prices = random.ints(20, 0, 700).toArray();
            var offers = new OffersToOneSide(
                    cars,
                    Flow.STORED,
                    PairWorth.ENERGY,
                    vehicle -> new Energy(prices[Integer.parseInt(vehicle.text().substring(2))]));
            var wish = new Energy(random.nextInt(1_000));
            var but = cars.get(random.nextInt(20)).vehicle();
            var expected = IntStream.range(0, 20)
                    .mapToObj(cars::get)
                    .filter(car -> !car.vehicle().equals(but))
                    .filter(car -> car.leastServed(Flow.STORED)
                            .filter(least -> least.compareTo(wish) <= 0)
                            .isPresent())
                    .map(car -> new Offer(
                            car.vehicle(),
                            wish.min(car.room()),
                            new Energy(
                                    prices[Integer.parseInt(car.vehicle().text().substring(2))])))
                    .reduce((one, other) -> other.isBetterThan(one) ? other : one);
            assertThat(offers.best(wish, but)).isEqualTo(expected);
        }
    }
}
