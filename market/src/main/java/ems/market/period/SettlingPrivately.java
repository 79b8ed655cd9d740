package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.exchange.SignedExchanges.Arrived;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SignedRegisters;
import ems.market.telemetry.Readings;

/**
 * Step 5 of pairs whose home is private: what both signed, and what follows from it; or why nothing is settled. The period waits for
 * neither. An EV whose key lies in this installation signs what its home signed, as far as charger and EV told nothing less.
 */
final class SettlingPrivately {

    private final MarketPorts ports;

    SettlingPrivately(MarketPorts ports) {
        this.ports = ports;
    }

    /** @param matches those of private homes, of this period */
    List<Entry> measure(PeriodRecord before, List<Match> matches) {
        if (matches.isEmpty()) {
            return List.of();
        }
        var key = before.key();
        var arrived = ports.exchanges().statements(key);
        var readings = ports.readings()
                .during(key.period(), matches.stream().map(Match::vehicle).toList());
        List<Entry> entries = new ArrayList<>();
        for (Match match : matches) {
            try {
                entries.addAll(stated(before, match, arrived, readings));
            } catch (IllegalArgumentException no) {
                entries.add(new ExchangeRefusal(match.id(), String.valueOf(no.getMessage())));
            }
        }
        return entries;
    }

    /** @throws IllegalArgumentException if a statement is missing, or is not possible */
    private List<Entry> stated(PeriodRecord before, Match match, Arrived arrived, Readings readings) {
        var bid = before.bid(match.vehicle()).orElseThrow();
        var registers = readings.chargers().signed(match);
        var home = given(arrived, match, match.prosumer());
        StatedExchange.refuseUnlessPossible(home, match, bid, before.limit(match.prosumer()));
        var vehicle = arrived(arrived, match, match.vehicle())
                .or(() -> signedHere(before.key(), match, home, readings, registers))
                .orElseGet(() -> given(arrived, match, match.vehicle()));
        StatedExchange.refuseUnlessPossible(vehicle, match, bid, before.limit(match.vehicle()));
        refuseOtherRecords(home, registers);
        refuseOtherRecords(vehicle, registers);
        List<Entry> entries = new ArrayList<>();
        registers.ifPresent(entries::add);
        entries.add(home);
        entries.add(vehicle);
        entries.addAll(StatedExchange.of(match, bid, MatchLimits.of(before, match, registers), home, vehicle));
        return entries;
    }

    private static Optional<ExchangeStatement> arrived(Arrived arrived, Match match, Party party) {
        return Optional.ofNullable(arrived.statements().get(party))
                .filter(said -> said.match().equals(match.id()));
    }

    private static ExchangeStatement given(Arrived arrived, Match match, Party party) {
        return arrived(arrived, match, party)
                .orElseThrow(() -> new IllegalArgumentException(
                        arrived.refused().getOrDefault(party, "no statement of " + party.account() + " came in time")));
    }

    private Optional<ExchangeStatement> signedHere(
            PeriodKey key,
            Match match,
            ExchangeStatement home,
            Readings readings,
            Optional<SignedRegisters> registers) {
        List<NetEnergy> samples = new ArrayList<>(MatchingPeriod.SAMPLES);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var start = key.period().sampleStart(sample);
            samples.add(
                    readings.pluggedIn(match.vehicle(), start)
                            ? readings.chargers()
                                    .sample(match.vehicle(), start)
                                    .atMost(home.samples().get(sample))
                            : NetEnergy.BALANCED);
        }
        return ports.exchanges().signedHere(key, match, samples, registers);
    }

    private static void refuseOtherRecords(ExchangeStatement said, Optional<SignedRegisters> registers) {
        if (said.records().isPresent() && !said.records().equals(registers.map(SignedRegisters::hash))) {
            throw new IllegalArgumentException("the statement of "
                    + said.party().account() + " names other records than the meter of the EV's charger signed");
        }
    }
}
