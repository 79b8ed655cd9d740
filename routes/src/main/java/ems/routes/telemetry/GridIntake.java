package ems.routes.telemetry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import ems.market.party.Party;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.telemetry.MessageOutcome.Accepted;
import ems.routes.telemetry.MessageOutcome.Refused;
import ems.routes.telemetry.MessageOutcome.Repeated;
import ems.routes.telemetry.Plausibility.Judgement;
import ems.routes.telemetry.Plausibility.Judgement.Believed;
import ems.routes.telemetry.Plausibility.Judgement.Doubted;

/**
 * The way of parsed messages into one live grid: refuse what cannot be true, drop repeats, keep the rest. One body of
 * telemetry at a time, so that a message which comes in twice at once is taken once; bids see to that themselves.
 */
public final class GridIntake {

    private final Plausibility plausibility;
    private final GridStore store;
    private final DeadLetters deadLetters;
    private final BidIntake bids;
    private final UnaryOperator<Instant> gridsTime;

    /** A grid that lives by the doors' clock. */
    public GridIntake(Plausibility plausibility, GridStore store, DeadLetters deadLetters, BidIntake bids) {
        this(plausibility, store, deadLetters, bids, UnaryOperator.identity());
    }

    /** A grid with a clock of its own, such as one that a tester sets. */
    public GridIntake(
            Plausibility plausibility, GridStore store, DeadLetters deadLetters, BidIntake bids, InstantSource clock) {
        this(plausibility, store, deadLetters, bids, doors -> clock.instant());
    }

    private GridIntake(
            Plausibility plausibility,
            GridStore store,
            DeadLetters deadLetters,
            BidIntake bids,
            UnaryOperator<Instant> gridsTime) {
        this.plausibility = plausibility;
        this.store = store;
        this.deadLetters = deadLetters;
        this.bids = bids;
        this.gridsTime = gridsTime;
    }

    /** What the grid's clock shows when the doors' clock shows this. */
    Instant now(Instant doors) {
        return gridsTime.apply(doors);
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** @return once the accepted messages are kept; the refused ones are still to be put into their box */
    synchronized IntakeReport takeReadings(IncomingMessage incoming) {
        var batch = new AcceptedInBatch(store);
        List<MessageOutcome<MeterReading>> outcomes = new ArrayList<>();
        for (MessageOutcome<MeterReading> parsed : ReadingMessages.in(incoming.body())) {
            outcomes.add(
                    parsed instanceof Accepted<MeterReading> reading
                            ? judged(
                                    reading,
                                    plausibility.of(reading.message(), incoming.receivedAt(), batch),
                                    batch,
                                    reading.message().prosumer(),
                                    reading.message().at())
                            : parsed);
        }
        store.keepReadings(accepted(outcomes), incoming.receivedAt());
        return receipt(outcomes, incoming);
    }

    /** @return once the accepted messages are kept; the refused ones are still to be put into their box */
    synchronized IntakeReport takeStatuses(IncomingMessage incoming) {
        var batch = new AcceptedInBatch(store);
        List<MessageOutcome<VehicleStatus>> outcomes = new ArrayList<>();
        for (MessageOutcome<VehicleStatus> parsed : StatusMessages.in(incoming.body(), plausibility::vehicle)) {
            outcomes.add(
                    parsed instanceof Accepted<VehicleStatus> status
                            ? judged(
                                    status,
                                    plausibility.of(status.message(), incoming.receivedAt(), batch),
                                    batch,
                                    status.message().vehicle(),
                                    status.message().at())
                            : parsed);
        }
        store.keepStatuses(accepted(outcomes), incoming.receivedAt());
        return receipt(outcomes, incoming);
    }

    /** @return once the accepted bids are kept; the refused ones are still to be put into their box */
    IntakeReport takeBids(IncomingMessage incoming) {
        return bids.take(incoming, deadLetters);
    }

    private static <T> MessageOutcome<T> judged(
            Accepted<T> parsed, Judgement judgement, AcceptedInBatch batch, Party sender, Instant at) {
        if (judgement instanceof Believed) {
            batch.add(sender, at);
            return parsed;
        }
        return judgement instanceof Doubted doubted
                ? new Refused<>(parsed.text(), doubted.reason())
                : new Repeated<>(parsed.text());
    }

    private static <T> List<T> accepted(List<MessageOutcome<T>> outcomes) {
        List<T> messages = new ArrayList<>();
        for (MessageOutcome<T> outcome : outcomes) {
            if (outcome instanceof Accepted<T> accepted) {
                messages.add(accepted.message());
            }
        }
        return messages;
    }

    private <T> IntakeReport receipt(List<MessageOutcome<T>> outcomes, IncomingMessage incoming) {
        long repeated = 0;
        List<DeadLetter> letters = new ArrayList<>();
        for (MessageOutcome<T> outcome : outcomes) {
            if (outcome instanceof Repeated) {
                repeated++;
            } else if (outcome instanceof Refused<T> no) {
                letters.add(new DeadLetter(incoming.door(), incoming.receivedAt(), no.text(), no.reason()));
            }
        }
        long accepted = outcomes.size() - repeated - letters.size();
        return new IntakeReport(accepted, repeated, letters.size(), letters, deadLetters);
    }
}
