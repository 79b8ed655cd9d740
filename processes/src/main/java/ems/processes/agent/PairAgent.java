package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.console.decision.Rounded;
import ems.forecasting.FederatedSettings;
import ems.forecasting.OwnPair;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.pair.LocalModel;
import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.receipt.Trust;
import ems.ledger.token.ForecastToken;
import ems.ledger.token.UpdateToken;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.MeterReading;

/**
 * A home and its car, in rounds: what the meter measured is learnt from; a period that it measured whole is followed, if the home is
 * private, by the signed statement of what was exchanged in it, by the signed forecast of the next one, by bids some periods ahead, and
 * by a question about each period that has ended. Nothing is signed while the market says that the key does not count.
 *
 * <p>The meter is its clock, so that it goes with a market in any time.
 */
public final class PairAgent {

    /** One less than the ten periods for which a market takes bids. */
    private static final int BIDS_AHEAD = 9;
    /** As many readings as a market takes at once. */
    private static final int MOST_AT_ONCE = 500;
    /** Older readings that could not be sent are dropped: an hour of them. */
    private static final int MOST_WAITING = 360;

    private final KeyWatch home;
    private final List<KeyWatch> parties;
    private final HomeMeter meter;
    private final LeavingReadings leaving;
    private final AgentCalls market;
    private final AgentVoice voice;
    private final Path folder;
    private final AskedPeriods open;
    private final KnownMetering metering;
    private final OwedStatements owed;
    /** Empty: it goes on whether its home is metered or private. */
    private final Optional<PrivateHome> hidden;

    private final MeteredPeriods measured = new MeteredPeriods();
    private final FederatedSettings settings;
    private final OwnPair pair;
    /** Empty: what is learnt is sent in the open. */
    private final Optional<SecureTurn> masking;

    private final ServedModel served;

    private final Deque<MeterReading> unsent = new ArrayDeque<>();
    /** Whether the market did not take the last ones that were sent. */
    private boolean away;

    private AgentNotes notes;
    private Instant lastEnd = Instant.EPOCH;
    /** From which the pair goes on. */
    private @Nullable GlobalParameters model;
    /** Whether there may be another global model than the one that the pair goes on from. */
    private boolean awaitsModel = true;

    /**
     * @param car that it signs for as well
     * @param trust what is known of the ledger from elsewhere
     * @param masked who may see the sum with its update: nothing that it has learnt is sent in the open; empty: it is
     * @param folder of its own
     * @param setPoint file that holds the set points of the minute that runs; empty: they are said alone
     */
    public PairAgent(
            AgentParty home,
            Optional<AgentParty> car,
            HomeMeter meter,
            LeavingReadings leaving,
            AgentCalls market,
            Trust trust,
            Optional<ListCheck> masked,
            Path folder,
            Optional<Path> setPoint,
            AgentVoice voice)
            throws IOException {
        this.home = new KeyWatch(home, market, voice);
        this.parties = Stream.concat(Stream.of(this.home), car.map(own -> new KeyWatch(own, market, voice)).stream())
                .toList();
        this.meter = meter;
        this.leaving = leaving;
        this.hidden = leaving == LeavingReadings.PRIVATE ? Optional.of(new PrivateHome(home)) : Optional.empty();
        this.market = market;
        this.voice = voice;
        this.folder = folder;
        this.settings = FederatedSettings.of(home.grid());
        this.pair = new OwnPair((ProsumerId) home.party(), settings);
        this.metering = new KnownMetering(home, market, voice);
        this.owed = new OwedStatements(
                (ProsumerId) home.party(), market, measured, new StatementFolder(folder), this::stated, voice);
        for (KeyWatch party : parties) {
            owed.revive(party.own());
        }
        var roots = new ShownRoots();
        this.served = new ServedModel(home.grid(), market, trust, roots, voice);
        this.masking = masked.map(check -> new SecureTurn(home, market, check, roots, voice));
        this.open = new AskedPeriods(
                market,
                new AgentJudge(trust.withKeys(ownKeys()), measured, owed, roots),
                this::hear,
                voice,
                folder,
                new SetPointFile(setPoint, voice));
        this.notes = AgentNotes.in(folder);
    }

    /** What becomes of it is asked for after a restart, too. */
    private void stated(AgentParty own, MatchingPeriod period) {
        open.addUnlessThere(own, period);
    }

    private void hear(AgentParty own, MatchingPeriod period, AgentAnswer answer) {
        answer.metering().ifPresent(mode -> owed.hear(own, period, mode));
        if (own.equals(home.own())) {
            hidden.ifPresent(known -> answer.metering().ifPresent(mode -> known.hear(period, mode)));
            masking.ifPresent(turn -> turn.hear(period, answer));
        }
    }

    private FindKey ownKeys() {
        return (grid, party) -> parties.stream()
                .map(KeyWatch::own)
                .filter(own -> own.party().equals(party))
                .map(own -> new RegisteredAgent(own.key().publicKey(), false))
                .findFirst();
    }

    /**
     * Does what is due.
     *
     * @throws IOException if its meter fails; of any other trouble it says so, and tries again
     * @throws PrivateHome.MeteredAfterAll if it was started for a private home, and that is metered
     */
    public void round() throws IOException {
        var news = meter.news();
        MatchingPeriod last = null;
        MatchingPeriod over = null;
        for (MeterReading reading : news) {
            for (MatchingPeriod whole : measured.add(reading)) {
                pair.measure(whole, measured.energy(whole));
                last = whole;
            }
            var within = MatchingPeriod.containing(reading.end().minusNanos(1));
            over = reading.end().equals(within.end()) ? within : over;
            queue(reading);
        }
        var begun = news.isEmpty()
                ? List.<KeyWatch>of()
                : lookAtKeys(news.get(news.size() - 1).end());
        if (last != null && (over == null || over.isBefore(last))) {
            over = last;
        }
        if (over != null) {
            lastEnd = news.get(news.size() - 1).end();
            for (KeyWatch party : parties) {
                if (party.counts()) {
                    owed.owe(party.own(), over);
                }
            }
        }
        attempt(() -> owed.send(lastEnd));
        if (last != null) {
            follow(last.next());
        }
        for (KeyWatch party : begun) {
            attempt(() -> bid(
                    party, MatchingPeriod.containing(news.get(news.size() - 1).end())));
        }
        if (!unsent.isEmpty()) {
            attempt(this::sendReadings);
        }
        if (!news.isEmpty()) {
            if (awaitsModel && pair.version() >= 0) {
                attempt(this::learn);
            }
            var now = news.get(news.size() - 1).end();
            attempt(() -> open.ask(now));
        }
        masking.ifPresent(turn -> attempt(turn::step));
    }

    /** @return the parties whose keys count from now on */
    private List<KeyWatch> lookAtKeys(Instant now) {
        List<KeyWatch> begun = new ArrayList<>();
        for (KeyWatch party : parties) {
            boolean before = party.counts();
            attempt(() -> party.look(now));
            if (party.equals(home)) {
                hidden.ifPresent(known -> known.see(home.counts(), home.privateFrom()));
            }
            if (before && !party.counts()) {
                open.forget(party.own());
                attempt(() -> signAgain(party));
            } else if (!before && party.counts()) {
                begun.add(party);
            }
        }
        return begun;
    }

    /** Once its key counts again: what it had signed ahead may have been overtaken by another key's. */
    private void signAgain(KeyWatch party) throws IOException {
        notes = notes.bid(party.own().party(), Instant.EPOCH);
        notes.keep(folder);
    }

    /** The forecast comes from the newest model; it has the least time of what is sent. */
    private void follow(MatchingPeriod next) {
        voice.startsOver();
        attempt(served::check);
        if (awaitsModel) {
            attempt(this::learn);
        }
        if (home.counts()) {
            attempt(() -> forecast(next));
            if (settings.isMergeDue(next.next())) {
                attempt(() -> beginMasked(next));
            }
        } else {
            askAbout(next, Optional.empty());
        }
        if (settings.isMergeDue(next)) {
            if (home.counts()) {
                attempt(this::update);
            }
            awaitsModel = true;
        }
        for (KeyWatch party : parties) {
            if (party.counts()) {
                attempt(() -> bid(party, next));
            }
        }
    }

    private interface Call {
        void now() throws IOException;
    }

    private void attempt(Call call) {
        try {
            call.now();
        } catch (IOException e) {
            voice.fails(String.valueOf(e.getMessage()));
        }
    }

    private void learn() throws IOException {
        var newer = market.newModel();
        if (newer.isPresent()) {
            model = newer.get();
            pair.takeOver(model);
            served.served(model);
            awaitsModel = false;
            voice.says("goes on from the global model, version " + pair.version());
        }
    }

    private void forecast(MatchingPeriod period) throws IOException {
        var expected = pair.forecast(period);
        if (expected.isEmpty()) {
            return;
        }
        var own = home.own();
        var token = new ForecastToken((ProsumerId) own.party(), own.grid(), period, expected.get());
        var refusal = market.forecast(token.sign(own.key()));
        if (refusal.isPresent()) {
            voice.warns("the forecast for " + period + " is not taken: " + refusal.get());
            home.doubt();
        } else {
            voice.says(period + ": " + own.party().account() + " expects " + words(expected.get()));
        }
        askAbout(period, refusal.isEmpty() ? expected : Optional.empty());
    }

    /**
     * Of those that have signed bids for the period: before that, the installation's key signs for them.
     *
     * @param told what was taken as the home's forecast
     */
    private void askAbout(MatchingPeriod period, Optional<NetEnergy> told) {
        for (KeyWatch party : parties) {
            if (party.counts() && !notes.bidUntil(party.own().party()).isBefore(period.start())) {
                open.add(party.own(), period, party.equals(home) ? told : Optional.empty());
            }
        }
    }

    /** Once for each version: after a restart the same update would go into a second sum. */
    private void beginMasked(MatchingPeriod minute) throws IOException {
        var learnt = pair.update();
        var from = model;
        if (masking.isEmpty() || learnt.isEmpty() || from == null || from.version() < notes.maskedInto()) {
            return;
        }
        var own = settings.merging().refusal(learnt.get(), from);
        if (own.isPresent()) {
            voice.warns("what was learnt is not for the merge: " + own.get());
            return;
        }
        notes = notes.masked(from.version() + 1);
        notes.keep(folder);
        masking.get().begin(learnt.get(), from, minute);
    }

    /** Sends what was learnt since the last model, which is to go into the next one. */
    private void update() throws IOException {
        var learnt = pair.update();
        if (learnt.isEmpty() || masking.isPresent()) {
            return;
        }
        if (market.round().masked()) {
            voice.warns("what was learnt is not sent: this grid merges masked updates, and takes them from an agent"
                    + " that is started with --masked");
            return;
        }
        var file = learnt.get().file(LocalModel.SHAPE);
        var own = home.own();
        var signed = new UpdateToken(own.party(), own.grid(), file.hash()).sign(own.key());
        market.update(file, signed)
                .ifPresentOrElse(
                        reason -> voice.warns("what was learnt is not taken: " + reason),
                        () -> voice.says(
                                "sends what it has learnt from " + learnt.get().samples() + " samples"));
    }

    private static String words(NetEnergy net) {
        return Rounded.kilowattHours(net.energy()).toPlainString() + " kWh "
                + (net.isSurplus() ? "to spare" : "to need");
    }

    /** For each period ahead that has none: an agent that fails is stood in for as long as it has signed. */
    private void bid(KeyWatch party, MatchingPeriod current) throws IOException {
        var own = party.own();
        var last = new MatchingPeriod(current.start().plus(MatchingPeriod.LENGTH.multipliedBy(BIDS_AHEAD)));
        var until = notes.bidUntil(own.party());
        var period = until.isBefore(current.next().start()) ? current.next() : new MatchingPeriod(until).next();
        List<String> bids = new ArrayList<>();
        for (; !last.isBefore(period); period = period.next()) {
            bids.add(own.bid(period, current));
        }
        if (bids.isEmpty()) {
            return;
        }
        var refused = market.bids(bids);
        refused.stream().distinct().forEach(reason -> voice.warns("a bid is not taken: " + reason));
        if (!refused.isEmpty()) {
            party.doubt();
        }
        if (refused.size() < bids.size()) {
            notes = notes.bid(own.party(), last.start());
            notes.keep(folder);
        }
    }

    private void queue(MeterReading reading) {
        if (leaving == LeavingReadings.WHILE_METERED && reading.at().compareTo(notes.sentUntil()) >= 0) {
            unsent.add(reading);
            while (unsent.size() > MOST_WAITING) {
                var dropped = unsent.removeFirst();
                // at a start a meter may tell of more than is ever sent
                if (away) {
                    voice.fails("the market is away for so long that readings of "
                            + MatchingPeriod.containing(dropped.at()) + " are dropped");
                }
            }
        }
    }

    private void sendReadings() throws IOException {
        away = true;
        while (!unsent.isEmpty()) {
            var some = unsent.stream().limit(MOST_AT_ONCE).toList();
            var leaving = metering.leaving(some);
            if (!leaving.isEmpty()) {
                market.readings(leaving).stream()
                        .distinct()
                        .forEach(reason -> voice.warns("a reading is not taken: " + reason));
            }
            Instant until = some.get(some.size() - 1).end();
            some.forEach(sent -> unsent.removeFirst());
            notes = notes.sent(until);
            notes.keep(folder);
        }
        away = false;
    }
}
