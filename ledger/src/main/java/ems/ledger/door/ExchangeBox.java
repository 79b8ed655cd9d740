package ems.ledger.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Refuse;
import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.ledger.token.ExchangeToken;
import ems.market.exchange.ExchangeDoor;
import ems.market.exchange.SignedExchanges;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.period.StatedExchange;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.AgentKey;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedRegisters;
import ems.market.record.Step;

/**
 * The door for what parties of matches with a private home sign of their exchange, of one grid; and the pen of the EVs whose keys lie
 * here. Thread-safe.
 *
 * <p>A period is open from its last sample until its exchange is settled, seconds later. Statements are kept before they are acknowledged:
 * a market that ends in between settles by them in its next life.
 */
public final class ExchangeBox implements ExchangeDoor, SignedExchanges {

    /** Answers are known for as long, as a step that failed is tried again. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final GridId grid;
    private final FindKey keys;
    private final Function<PeriodKey, PeriodRecord> records;
    private final Predicate<ProsumerId> isPrivate;
    private final Function<AgentKey, Optional<SigningKey>> here;
    private final KeptStatements kept;
    private boolean isRevived;
    private final NavigableMap<MatchingPeriod, OpenPeriod> open = new TreeMap<>();
    private final NavigableMap<MatchingPeriod, Arrived> answers = new TreeMap<>();

    /** The reason of each party's last refusal since a period was settled. */
    private final Map<Party, String> refused = new HashMap<>();

    /** A period that was matched, and is not settled. */
    private record OpenPeriod(PeriodRecord matched, Map<Party, Held> held) {}

    /** @param key that it was signed with, as base64url */
    private record Held(ExchangeStatement statement, String key) {}

    /**
     * A token of which all is known that follows from itself and the registry.
     *
     * @param party whose it says to be, if that has a key here
     * @param held with its period, if it is good so far
     * @param refusal why it is not good
     */
    private record Judged(
            Optional<Party> party, Optional<MatchingPeriod> period, Optional<Held> held, Optional<String> refusal) {}

    /**
     * @param records what a period has recorded so far
     * @param isPrivate by the registry, as the newest block has it
     * @param here the private key that belongs to a registered one, if it lies in this installation
     */
    public ExchangeBox(
            GridId grid,
            FindKey keys,
            Function<PeriodKey, PeriodRecord> records,
            Predicate<ProsumerId> isPrivate,
            Function<AgentKey, Optional<SigningKey>> here,
            KeptStatements kept) {
        this.grid = grid;
        this.keys = keys;
        this.records = records;
        this.isPrivate = isPrivate;
        this.here = here;
        this.kept = kept;
    }

    /** Checks signatures with all cores. */
    @Override
    public List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now) {
        var known = keys.now(grid);
        var judged = tokens.parallelStream().map(token -> judged(token, known)).toList();
        List<Held> good = new ArrayList<>();
        var refusals =
                judged.stream().map(each -> taken(each, speaksFor, now, good)).toList();
        keep(good);
        return refusals;
    }

    /** What cannot be kept is not taken, and may come again. */
    private void keep(List<Held> good) {
        if (good.isEmpty()) {
            return;
        }
        try {
            kept.keep(good.stream().map(Held::statement).toList());
        } catch (RuntimeException broken) {
            drop(good);
            throw broken;
        }
    }

    private synchronized void drop(List<Held> unkept) {
        unkept.forEach(held -> {
            var opened = open.get(held.statement().match().period());
            if (opened != null) {
                opened.held().remove(held.statement().party(), held);
            }
        });
    }

    private Judged judged(String text, FindKey known) {
        Optional<Party> party = Optional.empty();
        try {
            var claimed = ExchangeToken.claimed(text);
            var key = key(known, claimed.party());
            party = Optional.of(claimed.party());
            var token = claimed.verified(key);
            Refuse.when(
                    !token.grid().equals(grid),
                    "the exchange is of grid " + token.grid() + ", and this is grid " + grid);
            var held = new Held(token.statement(text), key.text());
            return new Judged(party, Optional.of(token.period()), Optional.of(held), Optional.empty());
        } catch (IllegalArgumentException no) {
            return new Judged(party, Optional.empty(), Optional.empty(), Optional.of(String.valueOf(no.getMessage())));
        }
    }

    private Optional<String> taken(Judged judged, Predicate<Party> speaksFor, Instant now, List<Held> good) {
        var refusal = judged.refusal()
                .or(() -> refusal(judged.held().orElseThrow(), judged.period().orElseThrow(), now));
        if (refusal.isEmpty()) {
            good.add(judged.held().orElseThrow());
        }
        judged.party().filter(speaksFor).ifPresent(party -> refusal.ifPresent(reason -> note(party, reason)));
        return refusal;
    }

    private Optional<String> refusal(Held held, MatchingPeriod period, Instant now) {
        try {
            hold(held, period, now);
            return Optional.empty();
        } catch (IllegalArgumentException no) {
            return Optional.of(String.valueOf(no.getMessage()));
        }
    }

    private Ed25519Key key(FindKey known, Party party) {
        var agent = known.of(grid, party)
                .orElseThrow(
                        () -> new IllegalArgumentException(party.account() + " has no key for bids in grid " + grid));
        Refuse.when(agent.revoked(), party.account() + " is revoked");
        return agent.key();
    }

    private synchronized void hold(Held held, MatchingPeriod period, Instant now) {
        revive();
        var said = held.statement();
        var party = said.party();
        var opened = opened(period, now);
        var match = opened.matched()
                .match(party)
                .filter(made -> made.id().equals(said.match()))
                .orElseThrow(() -> new IllegalArgumentException("period " + period + " has no match " + said.match()));
        Refuse.when(
                !isPrivate.test(match.prosumer()),
                match.prosumer() + " is no private home: its meter tells what it exchanged");
        StatedExchange.refuseUnlessPossible(
                said,
                match,
                opened.matched().bid(match.vehicle()).orElseThrow(),
                opened.matched().limit(party));
        Refuse.when(
                opened.held().putIfAbsent(party, held) != null,
                party.account() + " has stated its exchange of period " + period + ", and once is the most");
    }

    /** What an earlier life has taken of periods that are not settled. */
    private void revive() {
        if (isRevived) {
            return;
        }
        isRevived = true;
        var known = keys.now(grid);
        for (String token : kept.all()) {
            var judged = judged(token, known);
            judged.held().ifPresent(held -> revive(held, judged.period().orElseThrow()));
        }
    }

    private void revive(Held held, MatchingPeriod period) {
        var record = records.apply(new PeriodKey(grid, period));
        if (!record.has(Step.MEASURE_EXCHANGE) && !record.isClosed()) {
            open.computeIfAbsent(period, first -> new OpenPeriod(record, new HashMap<>()))
                    .held()
                    .put(held.statement().party(), held);
        }
    }

    private OpenPeriod opened(MatchingPeriod period, Instant now) {
        var lastSample = period.end().minus(MatchingPeriod.SAMPLE);
        Refuse.when(now.isBefore(lastSample), "period " + period + " has not ended: say then what was exchanged in it");
        Refuse.when(
                now.isAfter(period.end().plus(REMEMBERED)),
                "late: period " + period + " ended more than " + REMEMBERED.toHours() + " h ago");
        var known = open.get(period);
        if (known == null) {
            var record = records.apply(new PeriodKey(grid, period));
            Refuse.when(
                    answers.containsKey(period) || record.has(Step.MEASURE_EXCHANGE) || record.isClosed(),
                    "late: the exchange of period " + period + " is settled already");
            Refuse.when(!record.has(Step.MATCH), "period " + period + " was not matched");
            known = new OpenPeriod(record, new HashMap<>());
            open.put(period, known);
        }
        return known;
    }

    private synchronized void note(Party party, String reason) {
        refused.put(party, "the statement of " + party.account() + " was refused: " + RefusalText.sound(reason));
    }

    /** What came in up to now and is good so far, of a period that is not settled. */
    public synchronized List<ExchangeStatement> held(MatchingPeriod period) {
        revive();
        var known = open.get(period);
        return known == null
                ? List.of()
                : known.held().values().stream().map(Held::statement).toList();
    }

    @Override
    public synchronized Arrived statements(PeriodKey key) {
        revive();
        var period = key.period();
        var answered = answers.get(period);
        if (answered == null) {
            answered = answer(open.get(period));
            answers.put(period, answered);
            var forgotten = new MatchingPeriod(period.start().minus(REMEMBERED));
            answers.headMap(forgotten).clear();
            open.remove(period);
            open.headMap(forgotten).clear();
            kept.forget(forgotten);
            refused.clear();
        }
        return answered;
    }

    private Arrived answer(@Nullable OpenPeriod period) {
        Map<Party, ExchangeStatement> good = new HashMap<>();
        Map<Party, String> no = new HashMap<>(refused);
        var known = keys.now(grid);
        if (period != null) {
            period.held().forEach((party, held) -> {
                if (known.isStill(grid, party, held.key())) {
                    good.put(party, held.statement());
                } else {
                    no.put(
                            party,
                            "the key that signed the statement of " + party.account()
                                    + " is not the registered one any more");
                }
            });
        }
        no.keySet().removeAll(good.keySet());
        return new Arrived(good, no);
    }

    @Override
    public Optional<ExchangeStatement> signedHere(
            PeriodKey key, Match match, List<NetEnergy> samples, Optional<SignedRegisters> registers) {
        var token = new ExchangeToken(
                match.vehicle(), grid, key.period(), match.prosumer(), samples, registers.map(SignedRegisters::hash));
        return keys.of(grid, match.vehicle())
                .filter(agent -> !agent.revoked())
                .flatMap(agent -> here.apply(
                        new AgentKey(match.vehicle(), AgentKey.BIDS, agent.key().text())))
                .map(pen -> token.statement(token.sign(pen)));
    }
}
