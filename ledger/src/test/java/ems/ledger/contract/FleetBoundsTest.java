package ems.ledger.contract;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.fixture.Bids;
import ems.market.party.FleetFill;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FleetBoundsTest {

    private static final Energy STORED = new Energy(50);
    private static final Optional<Energy> BATTERY = Optional.of(new Energy(100));

    private static void accepts(FleetBounds bounds, long held, long capacity) {
        assertThatCode(() -> bounds.refuseOther(fill(held, capacity))).doesNotThrowAnyException();
    }

    private static void refuses(FleetBounds bounds, long held, long capacity, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bounds.refuseOther(fill(held, capacity)))
                .withMessage(why);
    }

    private static FleetFill fill(long held, long capacity) {
        return new FleetFill(new Energy(held), new Energy(capacity));
    }

    @Test
    void withoutEvsTheFleetIsNothing() {
        accepts(new FleetBounds(), 0, 0);
        refuses(new FleetBounds(), 0, 1, "the EVs that stand have room for 0 mJ together in their windows, and not 1");
    }

    /** Of one that was refused, the window may be anything within its battery. */
    @ParameterizedTest
    @CsvSource({"0, 0, yes", "50, 100, yes", "51, 101, no", "0, 50, yes", "0, 51, no"})
    void ofARefusedEvTheBatteryIsKnown(long held, long capacity, String accepted) {
        var bounds = new FleetBounds();
        bounds.add(Optional.empty(), STORED, BATTERY);
        if (accepted.equals("yes")) {
            accepts(bounds, held, capacity);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> bounds.refuseOther(fill(held, capacity)));
        }
    }

    /** An EV with 3 in and 2 out signed for less than it has, and for no more. */
    @Test
    void anEvThatSignedALimitHasAtLeastWhatItBid() {
        var bid = Bids.vehicle("EV1", 3, 2);
        var stored = bid.inventory().energy();
        var bounds = new FleetBounds();
        bounds.add(Optional.of(bid), stored, Optional.of(stored.plus(new Energy(7))));
        accepts(bounds, 2, 5);
        accepts(bounds, 2, 9);
        refuses(bounds, 1, 4, "the EVs that stand hold 2 mJ together in their windows, and not 1");
        refuses(bounds, 2, 4, "the EVs that stand have room for 3 to 7 mJ together in their windows, and not 2");
        refuses(bounds, 2, 10, "the EVs that stand have room for 3 to 7 mJ together in their windows, and not 8");
    }

    @Test
    void anEvThatJoinsInTheBlockMayHaveAnyRoom() {
        var bounds = new FleetBounds();
        bounds.add(Optional.empty(), STORED, Optional.empty());
        accepts(bounds, 50, 1_000);
        refuses(bounds, 51, 1_000, "the EVs that stand hold 0 to 50 mJ together in their windows, and not 51");
    }
}
