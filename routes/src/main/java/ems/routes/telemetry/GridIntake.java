package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.telemetry.ParsedMessage.Accepted;
import ems.routes.telemetry.ParsedMessage.Refused;
import ems.routes.telemetry.Plausibility.Judgement;
import ems.routes.telemetry.Plausibility.Judgement.Believed;
import ems.routes.telemetry.Plausibility.Judgement.Doubted;
import ems.routes.telemetry.Plausibility.Judgement.Kept;
import ems.routes.telemetry.Plausibility.Judgement.Late;
import ems.routes.telemetry.Plausibility.Judgement.SeenBefore;

/**
 * Takes messages into one live grid: refuses what cannot be true, drops repeats, keeps the rest. It takes one body of
 * telemetry at a time, so that a message which comes in twice at once is kept once; {@link BidIntake} sees to that for bids.
 */
public final class GridIntake {

    /** A reading this close before its period is measured counts as late, too: the market then finds no difference. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Plausibility plausibility;
    private final GridStore store;
    private final DeadLetters deadLetters;
    private final BidIntake bids;
    private final ForecastIntake forecasts;
    private final ExchangeIntake exchanges;
    private final InstantSource clock;
    private final LearntBounds learnt;
    private final RateOfChange rateOfChange;

    /** @param clock the grid's own, such as one that a tester sets */
    public GridIntake(
            Plausibility plausibility,
            GridStore store,
            DeadLetters deadLetters,
            BidIntake bids,
            ForecastIntake forecasts,
            ExchangeIntake exchanges,
            InstantSource clock) {
        this.plausibility = plausibility;
        this.store = store;
        this.deadLetters = deadLetters;
        this.bids = bids;
        this.forecasts = forecasts;
        this.exchanges = exchanges;
        this.clock = clock;
        this.learnt = new LearntBounds(store, plausibility.bounds(), plausibility::isBound);
        this.rateOfChange = new RateOfChange(store, plausibility.bounds());
    }

    public Instant now() {
        return clock.instant();
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Whether messages of theirs are taken now. */
    public boolean isMember(Party party) {
        return plausibility.isMember(party, now());
    }

    BidIntake bids() {
        return bids;
    }

    ForecastIntake forecasts() {
        return forecasts;
    }

    ExchangeIntake exchanges() {
        return exchanges;
    }

    /** What may be kept of a text that no door could read. */
    public String keepable(String text) {
        return keepable("", text);
    }

    /** @param place it came in at, which may name a private home, too */
    public String keepable(String place, String text) {
        return plausibility.privateHomes().isNamedIn(place + ' ' + text, now()) ? PrivateHomes.NOT_KEPT : text;
    }

    /** Whether one of these homes is private now. */
    public boolean isAnyPrivate(Set<ProsumerId> homes) {
        var period = MatchingPeriod.containing(now());
        return homes.stream().anyMatch(home -> plausibility.privateHomes().isPrivate(home, period));
    }

    /** What is kept, at this place, of a wired meter's message that cannot be read or believed, where its home is private. */
    public static DeadLetter ofPrivateHome(String door, Instant at, String place) {
        return new DeadLetter(door, at, PrivateHomes.NOT_KEPT, place + PrivateHomes.WIRED);
    }

    /** @return once the accepted messages are kept; the refused ones are still to be put into their box */
    synchronized IntakeReport takeReadings(IncomingMessage incoming) {
        Map<Slot, MeterReading> inBody = new HashMap<>();
        return takeReadings(incoming, (reading, at, earlier) -> judged(reading, at, earlier, inBody), false);
    }

    /** @return once the corrected readings are kept; the refused ones are still to be put into their box */
    synchronized IntakeReport takeCorrections(IncomingMessage incoming) {
        Map<Slot, MeterReading> inBody = new HashMap<>();
        return takeReadings(incoming, (reading, at, earlier) -> corrected(reading, at, inBody), true);
    }

    private Judgement judged(
            MeterReading reading, Instant receivedAt, AcceptedMessages earlier, Map<Slot, MeterReading> inBody) {
        var judgement = plausibility.of(reading, receivedAt, earlier);
        if (judgement instanceof SeenBefore) {
            var first = inBody.get(Slot.of(reading));
            return store.contradicts(reading) || first != null && !first.equals(reading)
                    ? new Doubted("another value than the one that came in before for " + reading.at()
                            + ", which stays: to correct it, post it to " + CorrectionsRoute.PATH)
                    : judgement;
        }
        if (judgement instanceof Doubted) {
            return judgement;
        }
        var held = judgement instanceof Late ? learnt.ofLate(reading) : learnt.of(reading);
        if (!(held instanceof Doubted)) {
            inBody.put(Slot.of(reading), reading);
        }
        return held;
    }

    private Judgement corrected(MeterReading reading, Instant receivedAt, Map<Slot, MeterReading> inBody) {
        var judgement = plausibility.ofCorrection(reading, receivedAt);
        if (judgement instanceof Doubted) {
            return judgement;
        }
        if (store.isCutOtherwise(reading)) {
            return new Doubted("its interval of " + reading.interval().toSeconds()
                    + " s is not that of the readings that are kept for its time: send one for each of them");
        }
        return inBody.put(Slot.of(reading), reading) == null
                ? judgement
                : new Doubted("a second correction of the same time in one body: which of the two holds is not clear");
    }

    /** What a home's meter measures once. */
    private record Slot(ProsumerId prosumer, Instant at) {

        static Slot of(MeterReading reading) {
            return new Slot(reading.prosumer(), reading.at());
        }
    }

    private IntakeReport takeReadings(IncomingMessage incoming, Judge<MeterReading> judge, boolean replacing) {
        return take(
                incoming,
                body -> ReadingMessages.in(body).stream()
                        .map(this::withoutPrivateValues)
                        .toList(),
                judge,
                MeterReading::prosumer,
                MeterReading::at,
                (batch, at) -> keep(batch, replacing, at));
    }

    private ParsedMessage<MeterReading> withoutPrivateValues(ParsedMessage<MeterReading> message) {
        var homes = plausibility.privateHomes();
        if (message instanceof Accepted<MeterReading> good && homes.measured(good.message())) {
            return new Refused<>(
                    PrivateHomes.NOT_KEPT, good.message().prosumer().account() + PrivateHomes.NO_READINGS);
        }
        return message instanceof Refused<MeterReading> && homes.isNamedIn(message.text(), now())
                ? new Refused<>(PrivateHomes.NOT_KEPT, PrivateHomes.UNREADABLE)
                : message;
    }

    /** A period may be measured while its last readings are being kept: whether that was so is asked afterwards as well. */
    private void keep(List<MeterReading> readings, boolean replacing, Instant receivedAt) {
        var late = late(readings, receivedAt.plus(MARGIN));
        store.keepReadings(new ReadingBatch(readings, replacing, late));
        var meanwhile = late(readings, clock.instant());
        meanwhile.removeAll(late);
        if (!meanwhile.isEmpty()) {
            store.keepReadings(new ReadingBatch(List.of(), false, meanwhile));
        }
    }

    private Set<LateReading> late(List<MeterReading> readings, Instant now) {
        Set<LateReading> late = new HashSet<>();
        for (MeterReading reading : readings) {
            for (var period = MatchingPeriod.containing(reading.at());
                    period.start().isBefore(reading.end()) && plausibility.isMeasured(period, now);
                    period = period.next()) {
                late.add(new LateReading(period, reading.prosumer()));
            }
        }
        return late;
    }

    /** @return once the accepted messages are kept; the refused ones are still to be put into their box */
    synchronized IntakeReport takeStatuses(IncomingMessage incoming) {
        return take(
                incoming,
                body -> StatusMessages.in(body, plausibility::vehicle),
                this::judged,
                VehicleStatus::vehicle,
                VehicleStatus::at,
                store::keepStatuses);
    }

    private Judgement judged(VehicleStatus status, Instant receivedAt, AcceptedMessages earlier) {
        var judgement = plausibility.of(status, receivedAt, earlier);
        return judgement instanceof Believed
                ? rateOfChange
                        .doubt(plausibility.vehicle(status.vehicle(), status.at()), status, receivedAt)
                        .<Judgement>map(Kept::new)
                        .orElse(judgement)
                : judgement;
    }

    /** A device speaks for its own parties only. */
    private static Optional<Judgement> strangers(Body body, Party party) {
        return body.mayReport().test(party)
                ? Optional.empty()
                : Optional.of(new Doubted("its sender does not speak for " + party.account()
                        + ": send it with a token or certificate of that party"));
    }

    private static DeadLetter letter(IncomingMessage incoming, Body body, ParsedMessage<?> message, String reason) {
        return new DeadLetter(incoming.door(), incoming.receivedAt(), message.text(), body.origin() + reason);
    }

    private interface Judge<T> {
        Judgement of(T message, Instant receivedAt, AcceptedMessages earlier);
    }

    private <T> IntakeReport take(
            IncomingMessage incoming,
            Function<byte[], List<ParsedMessage<T>>> parse,
            Judge<T> judge,
            Function<T, Party> sender,
            Function<T, Instant> at,
            BiConsumer<List<T>, Instant> keep) {
        var batch = new AcceptedInBatch(store);
        List<T> accepted = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        List<DeadLetter> suspects = new ArrayList<>();
        long repeated = 0;
        for (Body body : incoming.bodies()) {
            for (ParsedMessage<T> each : parse.apply(body.bytes())) {
                var judgement = each instanceof Accepted<T> good
                        ? strangers(body, sender.apply(good.message()))
                                .orElseGet(() -> judge.of(good.message(), incoming.receivedAt(), batch))
                        : new Doubted(((Refused<T>) each).reason());
                if (judgement instanceof Doubted no) {
                    letters.add(letter(incoming, body, each, no.reason()));
                } else if (judgement instanceof SeenBefore) {
                    repeated++;
                } else {
                    if (judgement instanceof Kept doubt) {
                        suspects.add(letter(incoming, body, each, doubt.reason()));
                    }
                    var message = ((Accepted<T>) each).message();
                    batch.add(sender.apply(message), at.apply(message));
                    accepted.add(message);
                }
            }
        }
        keep.accept(accepted, incoming.receivedAt());
        return new IntakeReport(accepted.size(), repeated, letters.size(), letters, suspects, deadLetters);
    }
}
