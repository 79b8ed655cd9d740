package ems.market.record;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** The kinds of entries: the word that starts a line of the kind, its type and reader, and the steps that may record it. */
public enum EntryKind {
    ENROLMENT("enrolment", Enrolment.class, Enrolment::readFrom, Step.ENROL),
    VALIDATORS("validators", Validators.class, Validators::readFrom, Step.ENROL),
    AGENT_KEY("agent-key", AgentKey.class, AgentKey::readFrom, Step.ENROL),
    TRADING_PARTNER("trading-partner", TradingPartner.class, TradingPartner::readFrom, Step.ENROL),
    REVOCATION("revocation", Revocation.class, Revocation::readFrom, Step.ENROL),
    PERIOD_OPENED("period-opened", PeriodOpened.class, PeriodOpened::readFrom, Step.COLLECT_BIDS),
    VEHICLE_STANDING("standing", VehicleStanding.class, VehicleStanding::readFrom, Step.COLLECT_BIDS),
    SIGNED_BID("signed-bid", SignedBid.class, SignedBid::readFrom, Step.COLLECT_BIDS),
    MODEL_UPDATE("model-update", ModelUpdate.class, ModelUpdate::readFrom, Step.FORECAST),
    MODEL_REFUSAL("model-refusal", ModelRefusal.class, ModelRefusal::readFrom, Step.FORECAST),
    GLOBAL_MODEL("global-model", GlobalModel.class, GlobalModel::readFrom, Step.FORECAST),
    PROSUMER_BID("prosumer-bid", ProsumerBid.class, ProsumerBid::readFrom, Step.FORECAST),
    VEHICLE_BID("vehicle-bid", VehicleBid.class, VehicleBid::readFrom, Step.VERIFY_AND_LIMIT),
    REJECTION("rejection", Rejection.class, Rejection::readFrom, Step.COLLECT_BIDS, Step.MATCH),
    SHADOW_PRICE("shadow-price", ShadowPrice.class, ShadowPrice::readFrom, Step.MATCH),
    MATCHING_RESULT("matching", MatchingResult.class, MatchingResult::readFrom, Step.MATCH),
    MATCH("match", Match.class, Match::readFrom, Step.MATCH),
    EXCHANGE("exchange", Exchange.class, Exchange::readFrom, Step.MEASURE_EXCHANGE),
    SETTLEMENT_LINE("settlement", SettlementLine.class, SettlementLine::readFrom, Step.SETTLE),
    INVENTORY_ENTRY("inventory", InventoryEntry.class, InventoryEntry::readFrom, Step.ENROL, Step.SETTLE),
    ABANDONMENT("abandonment", Abandonment.class, Abandonment::readFrom, Step.ABANDON);

    private static final Map<String, EntryKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EntryKind::word, Function.identity()));
    private static final Map<Class<? extends Entry>, EntryKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.type, Function.identity()));

    private final String word;
    private final Class<? extends Entry> type;
    private final Function<EntryReader, Entry> reader;
    private final Step earliest;
    private final Step latest;

    EntryKind(String word, Class<? extends Entry> type, Function<EntryReader, Entry> reader, Step step) {
        this(word, type, reader, step, step);
    }

    EntryKind(
            String word, Class<? extends Entry> type, Function<EntryReader, Entry> reader, Step earliest, Step latest) {
        this.word = word;
        this.type = type;
        this.reader = reader;
        this.earliest = earliest;
        this.latest = latest;
    }

    static EntryKind of(Entry entry) {
        return requireNonNull(BY_TYPE.get(entry.getClass()));
    }

    public String word() {
        return word;
    }

    /** The start of each line of this kind, up to the first field. */
    public String prefix() {
        return word + '|';
    }

    Step earliest() {
        return earliest;
    }

    Step latest() {
        return latest;
    }

    /**
     * Reads any entry back from its line: no two lines are the same entry, so a line is as good as its entry for a hash.
     *
     * @throws IllegalArgumentException if the line is no entry, has missing, broken or extra fields, or is not written
     *     as its entry writes it, as in {@code +5} or {@code 05}
     */
    static Entry parse(String line) {
        var fields = new EntryReader(line);
        var kind = BY_WORD.get(fields.text());
        if (kind == null) {
            throw new IllegalArgumentException("'" + line + "' is of no known kind");
        }
        Entry entry = kind.reader.apply(fields);
        fields.end();
        if (!entry.text().equals(line)) {
            throw new IllegalArgumentException("'" + line + "' would be written '" + entry.text() + "'");
        }
        return entry;
    }
}
