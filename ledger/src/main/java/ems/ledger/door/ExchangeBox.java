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
import ems.ledger.door.RegistryCheck.Checked;
import ems.ledger.door.TokenIntake.Shelf;
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
    private final TokenIntake<ExchangeToken> intake;
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
    private record Held(ExchangeStatement statement, String key) {

        static Held of(Checked<ExchangeToken> checked, String text) {
            return new Held(checked.token().statement(text), checked.key());
        }
    }

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
        this.intake = new TokenIntake<>(new RegistryCheck(grid, keys), "the exchange", ExchangeToken::claimed);
        this.records = records;
        this.isPrivate = isPrivate;
        this.here = here;
        this.kept = kept;
    }

    @Override
    public List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now) {
        List<Held> good = new ArrayList<>();
        var refusals = intake.take(tokens, speaksFor, new Shelf<>() {
            @Override
            public void hold(Checked<ExchangeToken> checked, String text) {
                var held = Held.of(checked, text);
                ExchangeBox.this.hold(held, checked.token().period(), now);
                good.add(held);
            }

            @Override
            public void note(Party party, String reason) {
                ExchangeBox.this.note(party, reason);
            }
        });
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
        intake.take(kept.all(), party -> false, new Shelf<>() {
            @Override
            public void hold(Checked<ExchangeToken> checked, String text) {
                revive(Held.of(checked, text), checked.token().period());
            }

            @Override
            public void note(Party party, String reason) {}
        });
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
