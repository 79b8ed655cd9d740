package ems.routes.wiring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.wiring.PowerSplit.Side;
import ems.routes.wiring.RegisterCheck.Judgement;
import ems.routes.wiring.WiredMessage.Judged;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Refused;

/** What the devices of a home have told, from which each ten seconds one reading is made. */
final class WiredHome {

    private final ProsumerId home;
    private final WiringTable table;
    private final Instant since;
    private Instant newsFrom;
    private final Map<Told, Map<Part, HeldPower>> powers = new HashMap<>();
    private final RegisterCheck.All registers;
    private final Doubts doubts;
    /** By which a doubt is one of this table. */
    private final String rows;

    /**
     * @param doubts of all homes
     * @param since nothing was heard before: ten seconds that began earlier are not known
     * @param newsFrom what powers were before is not known
     */
    WiredHome(ProsumerId home, WiringTable table, Doubts doubts, Instant since, Instant newsFrom) {
        this.newsFrom = newsFrom;
        this.home = home;
        this.table = table;
        this.doubts = doubts;
        this.rows = table.versionFor(home.text());
        this.registers = new RegisterCheck.All(
                table.mayTell(Told.IMPORT_REGISTER, home.text()) && table.mayTell(Told.EXPORT_REGISTER, home.text()));
        this.since = since;
    }

    /** @param base in mW of a power, in mJ of a register */
    void tell(WiringRow row, BigDecimal base, Instant at) {
        long whole = base.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        if (row.tells().isRegister()) {
            registers.tell(row.tells(), row.part(), whole);
        } else {
            power(row).tell(whole, at);
        }
    }

    /** The row's value is not known from then on. */
    void end(WiringRow row, Instant at) {
        if (!row.tells().isRegister()) {
            power(row).end(at);
        }
    }

    void endAll(Instant at) {
        powers.values().forEach(parts -> parts.values().forEach(power -> power.end(at)));
    }

    /** What comes until then may be of any time before. */
    void unknownUntil(Instant now, Instant then) {
        newsFrom = then;
        powers.values().forEach(parts -> parts.values().forEach(power -> power.unknownUntil(now, then)));
        registers.restart();
    }

    private HeldPower power(WiringRow row) {
        return powers.computeIfAbsent(row.tells(), told -> new HashMap<>())
                .computeIfAbsent(
                        row.part(),
                        part -> new HeldPower(row.staleAfter(), since.isAfter(newsFrom) ? since : newsFrom));
    }

    /** Closes the ten seconds that end then. */
    List<WiredMessage> close(Instant end) {
        var start = end.minus(MatchingPeriod.SAMPLE);
        List<WiredMessage> messages = new ArrayList<>();
        var split = Optional.<PowerSplit>empty();
        try {
            var known = PowerSplit.of(
                    side(Told.PRODUCTION, end),
                    side(Told.CONSUMPTION, end),
                    side(Told.IMPORT, end),
                    side(Told.BATTERY, end));
            split = start.isBefore(since) ? Optional.empty() : known;
        } catch (IllegalArgumentException wrongSign) {
            messages.add(refused(inWords(start), home + ": " + wrongSign.getMessage()));
        }
        registers.add(split, end).forEach(judgement -> messages.addAll(judged(judgement, start)));
        split.ifPresent(powers -> messages.add(message(powers, start)));
        return messages;
    }

    private List<WiredMessage> judged(Judgement judgement, Instant start) {
        List<WiredMessage> messages = new ArrayList<>();
        var doubt = judgement.doubt().map(why -> new Doubt(home, judgement.register(), rows, why));
        doubt.ifPresent(why -> messages.add(refused(inWords(start), "suspect: " + home + ": " + why.reason())));
        var judged = new Judged(home, judgement.register(), doubt);
        if (doubts.take(judged)) {
            messages.add(judged);
        }
        return messages;
    }

    private WiredMessage message(PowerSplit split, Instant start) {
        var text = inWords(start) + ", production " + PowerSplit.watts(split.productionOutside()) + " W, consumption "
                + PowerSplit.watts(split.consumptionOutside()) + " W";
        var doubt = doubts.of(home, rows);
        if (doubt.isPresent()) {
            return refused(
                    text,
                    "suspect: not booked until an hour agrees, since of " + home + " "
                            + doubt.get().reason());
        }
        try {
            return new Measured(MeterReading.withNightDraw(
                    home,
                    start,
                    MatchingPeriod.SAMPLE,
                    split.productionOutside(),
                    new Power(split.consumptionOutside())));
        } catch (IllegalArgumentException impossible) {
            return refused(text, home + ": " + impossible.getMessage());
        }
    }

    private Refused refused(String text, String reason) {
        return new Refused(Set.of(home), text, reason);
    }

    private String inWords(Instant start) {
        return "ten seconds of " + home + " from " + start;
    }

    private Side side(Told told, Instant end) {
        return new Side(table.mayTell(told, home.text()), mean(told, end));
    }

    /** The sum of all parts, each of which must be known. */
    private OptionalLong mean(Told told, Instant end) {
        var parts = powers.getOrDefault(told, Map.of());
        long sum = 0;
        boolean known = !parts.isEmpty()
                && parts.size() == parts.keySet().iterator().next().of();
        for (HeldPower part : parts.values()) {
            var mean = part.meanUpTo(end);
            known &= mean.isPresent();
            sum += mean.orElse(0);
        }
        return known ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
