package ems.routes.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import ems.market.bid.BidDoor;
import ems.market.bid.BidOutcome;
import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes signed bids into one live grid: a compact JWS on each line of a body, each checked at once and kept, or
 * refused with the door's reason. Bodies that come in at the same time are checked at the same time.
 */
public final class BidIntake {

    static final int MOST_BIDS = 10_000;

    private final GridId grid;
    private final BidDoor bids;

    public BidIntake(GridId grid, BidDoor bids) {
        this.grid = grid;
        this.bids = bids;
    }

    /** @return once the accepted bids are kept; the refused ones are still to be put into their box */
    IntakeReport take(IncomingMessage incoming) {
        var box = incoming.grid().deadLetters();
        var body = incoming.bodies().stream()
                .map(each -> new String(each.bytes(), UTF_8))
                .collect(Collectors.joining("\n"));
        List<String> tokens = body.lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_BIDS + 1L)
                .toList();
        if (tokens.isEmpty() || tokens.size() > MOST_BIDS) {
            var reason = tokens.isEmpty()
                    ? "the body holds no bid: a compact JWS on each line"
                    : "the body holds more than " + MOST_BIDS + " bids";
            return IntakeReport.refusing(letter(incoming, body, reason), box);
        }
        var outcomes = bids.acceptAll(grid, tokens, incoming.receivedAt());
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (outcomes.get(i) instanceof BidOutcome.Refused no) {
                letters.add(letter(incoming, tokens.get(i), no.refusal().message()));
            }
        }
        return new IntakeReport(tokens.size() - letters.size(), 0, letters.size(), letters, box);
    }

    private static DeadLetter letter(IncomingMessage incoming, String text, String reason) {
        return new DeadLetter(incoming.door(), incoming.receivedAt(), text, reason);
    }
}
