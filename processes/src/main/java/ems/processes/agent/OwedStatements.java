package ems.processes.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ems.ledger.token.ExchangeToken;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MatchLimits;
import ems.market.period.StatedExchange;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.ExchangeStatement;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.Match;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;

/**
 * What an agent owes of matches with a private home, as soon as their period is over: a statement for its home, of what its meter
 * measured and the bids allow, and one for its car. With another home than its own the car has no meter here: it says what that home
 * said, within its own bid. Each is kept before it is sent.
 */
final class OwedStatements {

    /** The market has settled the period long before. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(20);
    /** As many as an agent may still hear of. */
    private static final int KEPT = 240;

    private final ProsumerId home;
    private final AgentCalls market;
    private final MeteredPeriods meter;
    private final StatementFolder folder;
    private final Taken taken;
    private final AgentVoice voice;
    private final List<Owed> owed = new ArrayList<>();
    private final Map<Owed, ExchangeStatement> sent = new Recent<>();
    /** What the market has said of it while the period ran. */
    private final Map<Owed, Mode> heard = new Recent<>();

    private static final class Recent<T> extends LinkedHashMap<Owed, T> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owed, T> eldest) {
            return size() > KEPT;
        }
    }

    /** One party's statement of one period. */
    record Owed(AgentParty own, MatchingPeriod period) {}

    /** Is told of each statement that the market has taken. */
    interface Taken {
        void taken(AgentParty own, MatchingPeriod period);
    }

    /** @param home whose meter this is */
    OwedStatements(
            ProsumerId home,
            AgentCalls market,
            MeteredPeriods meter,
            StatementFolder folder,
            Taken taken,
            AgentVoice voice) {
        this.home = home;
        this.market = market;
        this.meter = meter;
        this.folder = folder;
        this.taken = taken;
        this.voice = voice;
    }

    /** What an earlier process of the agent had signed for the party; it may not have arrived. */
    void revive(AgentParty own) throws IOException {
        folder.periods(own).forEach(period -> owed.add(new Owed(own, period)));
    }

    /** What was sent, and taken. */
    Optional<ExchangeStatement> of(AgentParty own, MatchingPeriod period) {
        return Optional.ofNullable(sent.get(new Owed(own, period)));
    }

    /** The market has said, while the period ran, how its exchange is known. */
    void hear(AgentParty own, MatchingPeriod period, Mode mode) {
        heard.put(new Owed(own, period), mode);
    }

    /** @param whole a period that the home's meter measured; of a metered home nothing is owed */
    void owe(AgentParty own, MatchingPeriod whole) {
        var each = new Owed(own, whole);
        if (heard.get(each) != Mode.METERED && !owed.contains(each)) {
            owed.add(each);
        }
    }

    /**
     * Sends what can be said by now; a car waits for what the home says.
     *
     * @param now end of the last reading
     * @throws IOException if the market does not answer
     */
    void send(Instant now) throws IOException {
        owed.removeIf(each -> now.isAfter(each.period().end().plus(GIVEN_UP_AFTER)));
        for (Owed each : List.copyOf(owed)) {
            try {
                if (isDone(each)) {
                    owed.remove(each);
                }
            } catch (AgentCalls.RefusedCall e) {
                voice.fails(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                owed.remove(each);
                voice.warns("the market's answer about " + each.period() + " is not read: " + e.getMessage());
            }
        }
    }

    private boolean isDone(Owed each) throws IOException {
        var answer = market.ask(each.own().question(each.period()));
        var entries = Entry.parseAll(answer.entries());
        var signed = folder.of(each.own(), each.period());
        boolean isThere = Entry.all(ExchangeStatement.class, entries).stream()
                .anyMatch(said -> signed.filter(said.token()::equals).isPresent());
        if (isThere) {
            note(each, signed.orElseThrow());
            return true;
        }
        if (answer.ended() || answer.metering().filter(Mode.PRIVATE::equals).isEmpty()) {
            return true;
        }
        var match = Entry.all(Match.class, entries).stream().findFirst();
        var bid = Entry.all(VehicleBid.class, entries).stream().findFirst();
        if (match.isEmpty() || bid.isEmpty()) {
            return true;
        }
        if (signed.isPresent()) {
            say(each, signed.get());
            return true;
        }
        var measured = measured(each, match.get(), entries);
        if (measured.isEmpty()) {
            return false;
        }
        var limits = limits(each.own(), entries);
        say(each, sign(each, match.get(), StatedExchange.possible(match.get(), bid.get(), limits, measured.get())));
        return true;
    }

    private void note(Owed each, String signed) {
        var own = each.own();
        var token = ExchangeToken.claimed(signed).verified(own.key().publicKey());
        if (sent.put(each, token.statement(signed)) == null) {
            voice.says(each.period() + ": " + own.party().account() + " states what it exchanged with " + token.with());
            taken.taken(own, each.period());
        }
    }

    /** By the own meter, or else by what the home said that the car is matched with. */
    private Optional<List<NetEnergy>> measured(Owed each, Match match, List<Entry> entries) {
        if (home.equals(match.prosumer())) {
            return meter.stated(each.period());
        }
        return Entry.all(ExchangeStatement.class, entries).stream()
                .filter(said -> said.party().equals(match.prosumer()))
                .map(ExchangeStatement::samples)
                .findFirst();
    }

    private static MatchLimits limits(AgentParty own, List<Entry> entries) {
        var signed = Entry.all(SignedBid.class, entries).stream()
                .filter(bid -> bid.party().equals(own.party()))
                .findFirst()
                .map(SignedBid::limit)
                .orElse(BidLimit.NONE);
        return own.party() instanceof VehicleId
                ? new MatchLimits(BidLimit.NONE, signed, Optional.empty())
                : new MatchLimits(signed, BidLimit.NONE, Optional.empty());
    }

    private String sign(Owed each, Match match, List<NetEnergy> samples) throws IOException {
        var own = each.own();
        var with = Stream.of(match.prosumer(), match.vehicle())
                .filter(party -> !party.equals(own.party()))
                .findFirst()
                .orElseThrow();
        var signed = new ExchangeToken(own.party(), own.grid(), each.period(), with, samples, Optional.empty())
                .sign(own.key());
        folder.keep(own, each.period(), signed);
        return signed;
    }

    private void say(Owed each, String signed) throws IOException {
        var own = each.own();
        var refusal = market.exchange(signed);
        if (refusal.isPresent()) {
            voice.warns("what " + own.party().account() + " exchanged in " + each.period() + " is not taken: "
                    + refusal.get());
        } else {
            note(each, signed);
        }
    }
}
