package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.console.decision.Rounded;
import ems.forecasting.FederatedSettings;
import ems.forecasting.OwnPair;
import ems.forecasting.pair.LocalModel;
import ems.ledger.door.FindKey;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.receipt.Trust;
import ems.ledger.token.ForecastToken;
import ems.ledger.token.UpdateToken;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.telemetry.MeterReading;

/**
 * A home and its car, in rounds: what the meter measured is learnt from; a period that it measured whole is followed by the
 * signed forecast of the next one, by bids some periods ahead, and by a question about each period that has ended.
 *
 * <p>The meter is its clock, so that it goes with a market in any time.
 */
public final class PairAgent {

    /** Of the ten that a market takes bids for, one less than may be open. */
    private static final int BIDS_AHEAD = 9;
    /** As many readings as a market takes at once. */
    private static final int MOST_AT_ONCE = 500;
    /** Older readings that could not be sent are dropped: an hour of them. */
    private static final int MOST_WAITING = 360;
    /** A period that is not sealed after so many more is not asked for any more. */
    private static final int MOST_ASKED = 60;

    private final AgentParty home;
    private final List<AgentParty> parties;
    private final HomeMeter meter;
    private final boolean sends;
    private final AgentCalls market;
    private final AgentVoice voice;
    private final Path folder;
    private final MeteredPeriods measured = new MeteredPeriods();
    private final FederatedSettings settings;
    private final OwnPair pair;
    private final AgentJudge judge;
    private final Deque<MeterReading> unsent = new ArrayDeque<>();
    private final List<Open> open = new ArrayList<>();
    private AgentNotes notes;
    /** Whether there may be another global model than the one that the pair goes on from. */
    private boolean awaitsModel = true;

    /**
     * A period of which the end is not known.
     *
     * @param told what was taken as the home's forecast
     * @param isMatched whether the match was heard of
     */
    private record Open(AgentParty own, MatchingPeriod period, Optional<NetEnergy> told, boolean isMatched) {

        Open matched() {
            return new Open(own, period, told, true);
        }
    }

    /**
     * @param car that it signs for as well
     * @param sends whether it sends what its meter measures; otherwise the grid hears of it in another way
     * @param trust what is known of the ledger from elsewhere
     * @param folder of its own
     */
    public PairAgent(
            AgentParty home,
            Optional<AgentParty> car,
            HomeMeter meter,
            boolean sends,
            AgentCalls market,
            Trust trust,
            Path folder,
            AgentVoice voice)
            throws IOException {
        this.home = home;
        this.parties = Stream.concat(Stream.of(home), car.stream()).toList();
        this.meter = meter;
        this.sends = sends;
        this.market = market;
        this.voice = voice;
        this.folder = folder;
        this.settings = FederatedSettings.of(home.grid());
        this.pair = new OwnPair((ProsumerId) home.party(), settings);
        this.judge = new AgentJudge(trust.withKeys(ownKeys()), measured);
        this.notes = AgentNotes.in(folder);
    }

    private FindKey ownKeys() {
        return (grid, party) -> parties.stream()
                .filter(own -> own.party().equals(party))
                .map(own -> new RegisteredAgent(own.key().publicKey(), false))
                .findFirst();
    }

    /** Does what is due. @throws IOException if its meter fails; of any other trouble it says so, and tries again */
    public void round() throws IOException {
        var news = meter.news();
        MatchingPeriod last = null;
        for (MeterReading reading : news) {
            for (MatchingPeriod whole : measured.add(reading)) {
                pair.measure(whole, measured.energy(whole));
                last = whole;
            }
            queue(reading);
        }
        if (last != null) {
            follow(last.next());
        }
        if (!unsent.isEmpty()) {
            attempt(this::sendReadings);
        }
        if (!news.isEmpty()) {
            if (awaitsModel && pair.version() >= 0) {
                attempt(this::learn);
            }
            var now = news.get(news.size() - 1).end();
            attempt(() -> ask(now));
        }
    }

    /** The forecast first: it has the least time. */
    private void follow(MatchingPeriod next) {
        voice.startsOver();
        if (awaitsModel) {
            attempt(this::learn);
        }
        attempt(() -> forecast(next));
        if (settings.isMergeDue(next)) {
            attempt(this::update);
            awaitsModel = true;
        }
        attempt(() -> bid(next));
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
            pair.takeOver(newer.get());
            awaitsModel = false;
            voice.says("goes on from the global model, version " + pair.version());
        }
    }

    private void forecast(MatchingPeriod period) throws IOException {
        var expected = pair.forecast(period);
        if (expected.isEmpty()) {
            return;
        }
        var token = new ForecastToken((ProsumerId) home.party(), home.grid(), period, expected.get());
        var refusal = market.forecast(token.sign(home.key()));
        if (refusal.isPresent()) {
            voice.warns("the forecast for " + period + " is not taken: " + refusal.get());
        } else {
            voice.says(period + ": " + home.party().account() + " expects " + words(expected.get()));
        }
        var told = refusal.isEmpty() ? expected : Optional.<NetEnergy>empty();
        parties.forEach(own -> open.add(new Open(own, period, own.equals(home) ? told : Optional.empty(), false)));
        while (open.size() > MOST_ASKED * parties.size()) {
            open.remove(0);
        }
    }

    /** Sends what was learnt since the last model, which is to go into the next one. */
    private void update() throws IOException {
        var learnt = pair.update();
        if (learnt.isEmpty()) {
            return;
        }
        var file = learnt.get().file(LocalModel.SHAPE);
        var signed = new UpdateToken(home.party(), home.grid(), file.hash()).sign(home.key());
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
    private void bid(MatchingPeriod current) throws IOException {
        var period = current.next();
        var last = new MatchingPeriod(current.start().plus(MatchingPeriod.LENGTH.multipliedBy(BIDS_AHEAD)));
        if (!period.start().isAfter(notes.bidUntil())) {
            period = new MatchingPeriod(notes.bidUntil()).next();
        }
        List<String> bids = new ArrayList<>();
        for (; !last.isBefore(period); period = period.next()) {
            for (AgentParty own : parties) {
                bids.add(own.bid(period));
            }
        }
        if (bids.isEmpty()) {
            return;
        }
        var refused = market.bids(bids);
        refused.stream().distinct().forEach(reason -> voice.warns("a bid is not taken: " + reason));
        if (refused.size() < bids.size()) {
            notes = notes.bid(last.start());
            notes.keep(folder);
        }
    }

    private void queue(MeterReading reading) {
        if (sends && reading.at().compareTo(notes.sentUntil()) >= 0) {
            unsent.add(reading);
            while (unsent.size() > MOST_WAITING) {
                unsent.removeFirst();
            }
        }
    }

    private void sendReadings() throws IOException {
        while (!unsent.isEmpty()) {
            var some = unsent.stream().limit(MOST_AT_ONCE).toList();
            market.readings(some).stream()
                    .distinct()
                    .forEach(reason -> voice.warns("a reading is not taken: " + reason));
            Instant until = some.get(some.size() - 1).end();
            some.forEach(sent -> unsent.removeFirst());
            notes = notes.sent(until);
            notes.keep(folder);
        }
    }

    /**
     * About the match of the period that has begun, and the end of those before.
     *
     * @param now end of the last reading
     */
    private void ask(Instant now) throws IOException {
        for (Open asked : List.copyOf(open)) {
            boolean isOver = !now.isBefore(asked.period().end());
            if (isOver || now.isAfter(asked.period().start()) && !asked.isMatched()) {
                var answer = market.ask(asked.own().question(asked.period()));
                if (answer.sealed()) {
                    open.remove(asked);
                    end(asked, answer);
                } else if (!isOver) {
                    open.set(open.indexOf(asked), told(asked, answer));
                }
            }
        }
    }

    private Open told(Open asked, AgentAnswer answer) {
        try {
            var made = Entry.all(Match.class, Entry.parseAll(answer.entries())).stream()
                    .findFirst();
            made.ifPresent(match -> voice.says(asked.period() + ": " + match.prosumer() + " with " + match.vehicle()
                    + ", " + Rounded.kilowattHours(match.forecastEnergy()).toPlainString()
                    + " kWh if it comes as expected"));
            return made.isPresent() ? asked.matched() : asked;
        } catch (IllegalArgumentException e) {
            voice.warns("the market's answer about " + asked.period() + " is not read: " + e.getMessage());
            return asked.matched();
        }
    }

    private void end(Open asked, AgentAnswer answer) throws IOException {
        var finding = judge.judged(asked.own(), asked.period(), asked.told(), answer);
        String who = asked.period() + ": " + asked.own().party().account() + ": ";
        voice.says(who + finding.words());
        for (String thing : finding.wrong()) {
            voice.accuses(who + thing);
        }
        if (answer.receipt().isPresent()) {
            var receipts = folder.resolve(finding.wrong().isEmpty() ? "receipts" : "wrong");
            Files.createDirectories(receipts);
            var name = asked.own().party().account().replace(':', '-') + '-'
                    + asked.period().toString().replace(':', '-') + ".receipt";
            Files.writeString(receipts.resolve(name), answer.receipt().get());
        }
    }
}
