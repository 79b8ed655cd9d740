package ems.market.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.HorizonPrice;
import ems.market.record.EntryIndex.Key;

/**
 * All that is recorded of a period so far. What is asked of it by type or by party is looked for once and then known, so
 * that a question for each pair of a large grid stays linear. Thread-safe.
 */
public final class PeriodRecord {

    private static final Key<VehicleBid> BID_OF_VEHICLE = new Key<>(VehicleBid.class, VehicleBid::vehicle);
    private static final Key<ProsumerBid> BID_OF_PROSUMER = new Key<>(ProsumerBid.class, ProsumerBid::prosumer);
    private static final Key<SignedBid> SIGNED_BID = new Key<>(SignedBid.class, SignedBid::party);
    private static final Key<Match> MATCH = new Key<>(Match.class, Match::id);
    private static final Key<Match> MATCH_OF_VEHICLE = new Key<>(Match.class, Match::vehicle);
    private static final Key<Match> MATCH_OF_PROSUMER = new Key<>(Match.class, Match::prosumer);
    private static final Key<DirectMatch> DIRECT_MATCH = new Key<>(DirectMatch.class, DirectMatch::id);
    private static final Key<DirectMatch> DIRECT_MATCH_OF_SELLER = new Key<>(DirectMatch.class, DirectMatch::seller);
    private static final Key<DirectMatch> DIRECT_MATCH_OF_BUYER = new Key<>(DirectMatch.class, DirectMatch::buyer);
    private static final Key<DirectExchange> DIRECT_EXCHANGE = new Key<>(DirectExchange.class, DirectExchange::match);
    private static final Key<Rejection> REJECTION = new Key<>(Rejection.class, Rejection::party);
    private static final Key<SignedRegisters> SIGNED_REGISTERS =
            new Key<>(SignedRegisters.class, SignedRegisters::match);
    private static final Key<ExchangeStatement> STATEMENT =
            new Key<>(ExchangeStatement.class, ExchangeStatement::match);
    private static final Key<ExchangeRefusal> EXCHANGE_REFUSAL =
            new Key<>(ExchangeRefusal.class, ExchangeRefusal::match);
    private static final Key<Exchange> EXCHANGE = new Key<>(Exchange.class, Exchange::match);

    private static final Comparator<StepRecord> IN_ORDER = Comparator.comparing(StepRecord::step);

    private final PeriodKey key;
    private final List<StepRecord> steps;
    private final EntryIndex index;

    /** @param steps the steps that are done, in order */
    public PeriodRecord(PeriodKey key, List<StepRecord> steps) {
        this(key, List.copyOf(steps), index(steps));
    }

    private PeriodRecord(PeriodKey key, List<StepRecord> steps, EntryIndex index) {
        this.key = key;
        this.steps = steps;
        this.index = index;
    }

    private static EntryIndex index(List<StepRecord> steps) {
        var index = EntryIndex.EMPTY;
        for (StepRecord done : steps) {
            index = index.and(done.entries());
        }
        return index;
    }

    public static PeriodRecord blank(PeriodKey key) {
        return new PeriodRecord(key, List.of());
    }

    /** A period as its block holds it: which step recorded an entry is not told, and the latest that may stands for it. */
    public static PeriodRecord sealed(PeriodKey key, List<Entry> entries) {
        Map<Step, List<Entry>> steps = new TreeMap<>();
        entries.forEach(entry -> steps.computeIfAbsent(entry.latestStep(), first -> new ArrayList<>())
                .add(entry));
        return new PeriodRecord(
                key,
                steps.entrySet().stream()
                        .map(step -> new StepRecord(step.getKey(), step.getValue()))
                        .toList());
    }

    public PeriodKey key() {
        return key;
    }

    public List<StepRecord> steps() {
        return steps;
    }

    /** @throws IllegalStateException if the step is done already: callers ask first */
    public PeriodRecord with(StepRecord done) {
        if (has(done.step())) {
            throw new IllegalStateException(key + " has done '" + done.step().words() + "' before");
        }
        List<StepRecord> more = new ArrayList<>(steps);
        more.add(done);
        if (done.step() == Collections.max(more, IN_ORDER).step()) {
            return new PeriodRecord(key, Collections.unmodifiableList(more), index.and(done.entries()));
        }
        more.sort(IN_ORDER);
        return new PeriodRecord(key, more);
    }

    public boolean has(Step step) {
        return steps.stream().anyMatch(done -> done.step() == step);
    }

    /** Settled or abandoned: it takes no further step. */
    public boolean isClosed() {
        return Step.isClosed(done());
    }

    /** Closed, or never more than an enrolment: nothing is left to do. */
    public boolean isEnded() {
        return Step.isEnded(done());
    }

    private Set<Step> done() {
        return steps.stream().map(StepRecord::step).collect(Collectors.toSet());
    }

    public Stream<Entry> entries() {
        return steps.stream().flatMap(done -> done.entries().stream());
    }

    /** All entries of a type, in order of recording. */
    public <E extends Entry> List<E> all(Class<E> type) {
        return index.all(type);
    }

    public <E extends Entry> Optional<E> first(Class<E> type) {
        return all(type).stream().findFirst();
    }

    private <E extends Entry> Optional<E> first(Key<E> key, Object value) {
        List<E> found = index.all(key, value);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The accepted bid of an EV. */
    public Optional<VehicleBid> bid(VehicleId vehicle) {
        return first(BID_OF_VEHICLE, vehicle);
    }

    /** By how much storing counts more than releasing in this period; empty: both count alike. */
    public Optional<HorizonPrice> horizonPrice() {
        return first(HorizonEntry.class).map(HorizonEntry::price);
    }

    /** The bid that was made for a prosumer. */
    public Optional<ProsumerBid> bid(ProsumerId prosumer) {
        return first(BID_OF_PROSUMER, prosumer);
    }

    /** The most that the party signed for in this period; {@link BidLimit#NONE} if it signed no bid. */
    public BidLimit limit(Party party) {
        return first(SIGNED_BID, party).map(SignedBid::limit).orElse(BidLimit.NONE);
    }

    /** What the meter of the EV's charger signed around the period. */
    public Optional<SignedRegisters> registers(MatchId match) {
        return first(SIGNED_REGISTERS, match);
    }

    /** The pair that the party belongs to. */
    public Optional<Match> match(Party party) {
        return party instanceof VehicleId vehicle ? match(vehicle) : match((ProsumerId) party);
    }

    /** The pair that the EV belongs to. */
    public Optional<Match> match(VehicleId vehicle) {
        return first(MATCH_OF_VEHICLE, vehicle);
    }

    /** The pair that the prosumer belongs to. */
    public Optional<Match> match(ProsumerId prosumer) {
        return first(MATCH_OF_PROSUMER, prosumer);
    }

    public Optional<Match> match(MatchId id) {
        return first(MATCH, id);
    }

    /** The pair of homes with this id. */
    public Optional<DirectMatch> directMatch(MatchId id) {
        return first(DIRECT_MATCH, id);
    }

    /** The pair of homes that the home belongs to. */
    public Optional<DirectMatch> directMatch(ProsumerId home) {
        return first(DIRECT_MATCH_OF_SELLER, home).or(() -> first(DIRECT_MATCH_OF_BUYER, home));
    }

    /** The pair that the party belongs to, with an EV or of homes. */
    public Optional<MatchedPair> pair(Party party) {
        return match(party)
                .<MatchedPair>map(match -> match)
                .or(() -> party instanceof ProsumerId home ? directMatch(home) : Optional.empty());
    }

    /** Whether anybody is paired in it, home and EV or two homes: then there is something to measure and to settle. */
    public boolean hasPairs() {
        return !all(Match.class).isEmpty() || !all(DirectMatch.class).isEmpty();
    }

    /** What went from home to home, sample by sample. */
    public List<DirectExchange> directExchanges(MatchId match) {
        return index.all(DIRECT_EXCHANGE, match);
    }

    /** The first refusal of the party. */
    public Optional<Rejection> rejection(Party party) {
        return first(REJECTION, party);
    }

    /** What home and EV signed of their exchange, if the home is private and both did. */
    public List<ExchangeStatement> statements(MatchId match) {
        return index.all(STATEMENT, match);
    }

    /** Why nothing is settled of a match whose home is private. */
    public Optional<ExchangeRefusal> exchangeRefusal(MatchId match) {
        return first(EXCHANGE_REFUSAL, match);
    }

    /** Whether what both signed decided of the match, and no reading: its home is private. */
    public boolean isPrivate(MatchId match) {
        return !statements(match).isEmpty() || exchangeRefusal(match).isPresent();
    }

    /** What the pair exchanged, sample by sample. */
    public List<Exchange> exchanges(MatchId match) {
        return index.all(EXCHANGE, match);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeriodRecord that && key.equals(that.key) && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + steps.hashCode();
    }

    @Override
    public String toString() {
        return key + " " + steps;
    }
}
