package ems.market.record;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads any entry back from its line: no two lines are the same entry, so a line is as good as its entry for a hash. */
public final class Entries {

    private static final Map<String, Function<EntryReader, Entry>> READERS = Map.ofEntries(
            Map.entry(Enrolment.KIND, Enrolment::readFrom),
            Map.entry(Validators.KIND, Validators::readFrom),
            Map.entry(AgentKey.KIND, AgentKey::readFrom),
            Map.entry(TradingPartner.KIND, TradingPartner::readFrom),
            Map.entry(Revocation.KIND, Revocation::readFrom),
            Map.entry(PeriodOpened.KIND, PeriodOpened::readFrom),
            Map.entry(VehicleStanding.KIND, VehicleStanding::readFrom),
            Map.entry(SignedBid.KIND, SignedBid::readFrom),
            Map.entry(ModelUpdate.KIND, ModelUpdate::readFrom),
            Map.entry(ModelRefusal.KIND, ModelRefusal::readFrom),
            Map.entry(GlobalModel.KIND, GlobalModel::readFrom),
            Map.entry(ProsumerBid.KIND, ProsumerBid::readFrom),
            Map.entry(VehicleBid.KIND, VehicleBid::readFrom),
            Map.entry(Rejection.KIND, Rejection::readFrom),
            Map.entry(ShadowPrice.KIND, ShadowPrice::readFrom),
            Map.entry(MatchingResult.KIND, MatchingResult::readFrom),
            Map.entry(Match.KIND, Match::readFrom),
            Map.entry(Exchange.KIND, Exchange::readFrom),
            Map.entry(SettlementLine.KIND, SettlementLine::readFrom),
            Map.entry(InventoryEntry.KIND, InventoryEntry::readFrom),
            Map.entry(Abandonment.KIND, Abandonment::readFrom));

    private Entries() {}

    /**
     * @throws IllegalArgumentException if the line is no entry, has missing, broken or extra fields, or is not written
     *     as its entry writes it, as in {@code +5} or {@code 05}
     */
    public static Entry parse(String line) {
        var reader = new EntryReader(line);
        var read = READERS.get(reader.text());
        if (read == null) {
            throw new IllegalArgumentException("'" + line + "' is of no known kind");
        }
        Entry entry = read.apply(reader);
        reader.end();
        if (!entry.text().equals(line)) {
            throw new IllegalArgumentException("'" + line + "' would be written '" + entry.text() + "'");
        }
        return entry;
    }

    public static List<Entry> parseAll(List<String> lines) {
        return lines.stream().map(Entries::parse).toList();
    }
}
