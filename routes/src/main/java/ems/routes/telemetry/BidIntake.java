package ems.routes.telemetry;

import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.bid.BidDoor;
import ems.market.bid.BidOutcome;
import ems.market.party.GridId;

/**
 * Takes signed bids into one live grid: a compact JWS on each line of a body, each checked at once and kept, or
 * refused with the door's reason. Bodies that come in at the same time are checked at the same time.
 */
public final class BidIntake {

    private final GridId grid;
    private final BidDoor bids;

    public BidIntake(GridId grid, BidDoor bids) {
        this.grid = grid;
        this.bids = bids;
    }

    /** @return once the accepted bids are kept; the refused ones are still to be put into their box */
    IntakeReport take(IncomingMessage incoming) {
        var text = incoming.bodies().stream().map(TokenBody::text).collect(Collectors.joining("\n"));
        return new TokenBody(incoming, text)
                .taken(
                        "bid",
                        tokens -> bids.acceptAll(grid, tokens, incoming.receivedAt()).stream()
                                .map(BidIntake::refusal)
                                .toList());
    }

    private static Optional<String> refusal(BidOutcome outcome) {
        return outcome instanceof BidOutcome.Refused no
                ? Optional.of(no.refusal().message())
                : Optional.empty();
    }
}
