package ems.market.record;

import java.util.ArrayList;
import java.util.List;

/**
 * One fact of a period, as it is journalled, hashed and exported: {@code kind|field|field...}. Who treats kinds differently
 * switches over {@link #kind()} and names all of them.
 */
public sealed interface Entry
        permits Enrolment,
                Validators,
                AgentKey,
                HomeMetering,
                TradingPartner,
                Revocation,
                MembershipOrder,
                PeriodOpened,
                DirectTradeSetting,
                TrailSeal,
                VehicleStanding,
                SignedBid,
                Correction,
                CorrectionLine,
                ModelUpdate,
                ModelRefusal,
                GlobalModel,
                SignedForecast,
                ForecastRefusal,
                ProsumerBid,
                VehicleBid,
                HorizonDay,
                HorizonEntry,
                Rejection,
                ShadowPrice,
                MatchingResult,
                Match,
                DirectResult,
                DirectMatch,
                SignedRegisters,
                ExchangeStatement,
                ExchangeRefusal,
                Exchange,
                DirectExchange,
                SettlementLine,
                DirectLine,
                InventoryEntry,
                Abandonment {

    EntryKind kind();

    /** The earliest step that may record this entry. */
    default Step earliestStep() {
        return kind().earliest();
    }

    /** The latest step that may record this entry. */
    default Step latestStep() {
        return kind().latest();
    }

    /** Writes the fields in the order in which the entry's reader takes them. */
    void writeTo(EntryWriter line);

    /** The line, without its end. */
    default String text() {
        var line = new EntryWriter(kind().word());
        writeTo(line);
        return line.toString();
    }

    /** All entries of a type, in their order. */
    static <E extends Entry> List<E> all(Class<E> type, List<? extends Entry> entries) {
        List<E> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (type.isInstance(entry)) {
                found.add(type.cast(entry));
            }
        }
        return found;
    }

    /**
     * Reads an entry back from its line.
     *
     * @throws IllegalArgumentException if the line is not what an entry would write
     */
    static Entry parse(String line) {
        return EntryKind.parse(line);
    }

    /** @throws IllegalArgumentException if a line is not what an entry would write */
    static List<Entry> parseAll(List<String> lines) {
        return lines.stream().map(EntryKind::parse).toList();
    }
}
