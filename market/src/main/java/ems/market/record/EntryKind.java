package ems.market.record;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of entries: the word that starts a line of the kind, its reader, and the steps that may record it. */
public enum EntryKind {
    ENROLMENT("enrolment", Enrolment::readFrom, Step.ENROL),
    VALIDATORS("validators", Validators::readFrom, Step.ENROL),
    AGENT_KEY("agent-key", AgentKey::readFrom, Step.ENROL),
    HOME_METERING("metering", HomeMetering::readFrom, Step.ENROL),
    TRADING_PARTNER("trading-partner", TradingPartner::readFrom, Step.ENROL),
    REVOCATION("revocation", Revocation::readFrom, Step.ENROL),
    MEMBERSHIP_ORDER("membership-order", MembershipOrder::readFrom, Step.ENROL),
    PERIOD_OPENED("period-opened", PeriodOpened::readFrom, Step.COLLECT_BIDS),
    DIRECT_TRADE("direct-trade", DirectTradeSetting::readFrom, Step.ENROL, Step.COLLECT_BIDS),
    TRAIL_SEAL("trail-seal", TrailSeal::readFrom, Step.COLLECT_BIDS),
    VEHICLE_STANDING("standing", VehicleStanding::readFrom, Step.COLLECT_BIDS),
    SIGNED_BID("signed-bid", SignedBid::readFrom, Step.COLLECT_BIDS),
    CORRECTION("correction", Correction::readFrom, Step.COLLECT_BIDS),
    CORRECTION_LINE("correction-line", CorrectionLine::readFrom, Step.COLLECT_BIDS),
    MODEL_UPDATE("model-update", ModelUpdate::readFrom, Step.FORECAST),
    MODEL_REFUSAL("model-refusal", ModelRefusal::readFrom, Step.FORECAST),
    GLOBAL_MODEL("global-model", GlobalModel::readFrom, Step.FORECAST),
    SIGNED_FORECAST("signed-forecast", SignedForecast::readFrom, Step.FORECAST),
    FORECAST_REFUSAL("forecast-refusal", ForecastRefusal::readFrom, Step.FORECAST),
    PROSUMER_BID("prosumer-bid", ProsumerBid::readFrom, Step.FORECAST),
    VEHICLE_BID("vehicle-bid", VehicleBid::readFrom, Step.VERIFY_AND_LIMIT),
    HORIZON_PLAN("horizon-plan", HorizonDay::readFrom, Step.VERIFY_AND_LIMIT),
    HORIZON_PRICE("horizon-price", HorizonEntry::readFrom, Step.VERIFY_AND_LIMIT),
    REJECTION("rejection", Rejection::readFrom, Step.COLLECT_BIDS, Step.MATCH),
    SHADOW_PRICE("shadow-price", ShadowPrice::readFrom, Step.MATCH),
    MATCHING_RESULT("matching", MatchingResult::readFrom, Step.MATCH),
    MATCH("match", Match::readFrom, Step.MATCH),
    DIRECT_RESULT("direct-matching", DirectResult::readFrom, Step.MATCH),
    DIRECT_MATCH("direct-match", DirectMatch::readFrom, Step.MATCH),
    SIGNED_REGISTERS("signed-registers", SignedRegisters::readFrom, Step.MEASURE_EXCHANGE),
    EXCHANGE_STATEMENT("exchange-statement", ExchangeStatement::readFrom, Step.MEASURE_EXCHANGE),
    EXCHANGE_REFUSAL("exchange-refusal", ExchangeRefusal::readFrom, Step.MEASURE_EXCHANGE),
    EXCHANGE("exchange", Exchange::readFrom, Step.MEASURE_EXCHANGE),
    DIRECT_EXCHANGE("direct-exchange", DirectExchange::readFrom, Step.MEASURE_EXCHANGE),
    SETTLEMENT_LINE("settlement", SettlementLine::readFrom, Step.SETTLE),
    DIRECT_LINE("direct-settlement", DirectLine::readFrom, Step.SETTLE),
    INVENTORY_ENTRY("inventory", InventoryEntry::readFrom, Step.ENROL, Step.SETTLE),
    ABANDONMENT("abandonment", Abandonment::readFrom, Step.ABANDON);

    private static final Map<String, EntryKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EntryKind::word, Function.identity()));

    private final String word;
    private final Function<EntryReader, Entry> reader;
    private final Step earliest;
    private final Step latest;

    EntryKind(String word, Function<EntryReader, Entry> reader, Step step) {
        this(word, reader, step, step);
    }

    EntryKind(String word, Function<EntryReader, Entry> reader, Step earliest, Step latest) {
        this.word = word;
        this.reader = reader;
        this.earliest = earliest;
        this.latest = latest;
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
     * @throws UnknownEntry if the line is of an unknown kind, has an unknown word where only some may stand, or extra fields
     * @throws IllegalArgumentException if it has missing or broken fields, or is not written as its entry writes it, as in {@code +5}
     *     or {@code 05}
     */
    static Entry parse(String line) {
        var fields = new EntryReader(line);
        var kind = BY_WORD.get(fields.text());
        if (kind == null) {
            throw new UnknownEntry("'" + line + "' is of no known kind");
        }
        Entry entry = kind.reader.apply(fields);
        fields.end();
        if (!entry.text().equals(line)) {
            throw new IllegalArgumentException("'" + line + "' would be written '" + entry.text() + "'");
        }
        return entry;
    }
}
