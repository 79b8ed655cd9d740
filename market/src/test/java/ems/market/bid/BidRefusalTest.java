package ems.market.bid;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import ems.market.bid.BidRefusal.BadSignature;
import ems.market.bid.BidRefusal.ClosedPeriod;
import ems.market.bid.BidRefusal.EnergyOutOfRange;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefusal.Replay;
import ems.market.bid.BidRefusal.Revoked;
import ems.market.bid.BidRefusal.SecondBid;
import ems.market.bid.BidRefusal.UnknownAgent;
import ems.market.bid.BidRefusal.WrongGrid;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

class BidRefusalTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final GridId HOME = new GridId("home");
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Malformed("seq is missing"), "malformed: seq is missing"),
                Arguments.of(new UnknownAgent(EV1, HOME), "vehicle:EV1 has no key for bids in grid home"),
                Arguments.of(new Revoked(EV1), "vehicle:EV1 is revoked"),
                Arguments.of(new BadSignature(EV1), "the signature is not that of vehicle:EV1's key over this bid"),
                Arguments.of(
                        new WrongGrid(new GridId("away"), HOME), "the bid is for grid away, and this is grid home"),
                Arguments.of(
                        new ClosedPeriod(NOON, NOON.next(), NOON.next().next()),
                        "period 2026-01-31T12:00:00Z is not open: bids are taken for"
                                + " [2026-01-31T12:01:00Z, 2026-01-31T12:02:00Z]"),
                Arguments.of(
                        new Replay(EV1, 17, 18), "sequence 17 of vehicle:EV1 is not above the last accepted one, 18"),
                Arguments.of(
                        new SecondBid(EV1, NOON),
                        "vehicle:EV1 has a bid for period 2026-01-31T12:00:00Z, and one is the most"),
                Arguments.of(new EnergyOutOfRange("most_in", 9, 8), "most_in of 9 mJ is outside [0, 8] mJ"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalNamesItsValueAndBound(BidRefusal refusal, String message) {
        assertThat(refusal.message()).isEqualTo(message);
        assertThat(new BidRefused(refusal)).hasMessage(message);
    }
}
