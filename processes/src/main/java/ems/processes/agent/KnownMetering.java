package ems.processes.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.HomeMetering.Mode;
import ems.market.telemetry.MeterReading;

/** Whether a home's readings may leave it, as the market says of each period: nothing leaves before it has said so. */
final class KnownMetering {

    private final AgentParty home;
    private final AgentCalls market;
    private final AgentVoice voice;
    private @Nullable MatchingPeriod asked;
    private Mode mode = Mode.METERED;

    KnownMetering(AgentParty home, AgentCalls market, AgentVoice voice) {
        this.home = home;
        this.market = market;
        this.voice = voice;
    }

    /**
     * Those of periods in which the home is metered.
     *
     * @param readings in their order
     * @throws IOException if the market does not say: then none may leave
     */
    List<MeterReading> leaving(List<MeterReading> readings) throws IOException {
        List<MeterReading> leaving = new ArrayList<>();
        for (MeterReading reading : readings) {
            var last = MatchingPeriod.containing(reading.end().minusNanos(1));
            if (in(MatchingPeriod.containing(reading.at())) == Mode.METERED && in(last) == Mode.METERED) {
                leaving.add(reading);
            }
        }
        return leaving;
    }

    private Mode in(MatchingPeriod period) throws IOException {
        if (!period.equals(asked)) {
            var now = market.ask(home.question(period)).metering().orElse(Mode.METERED);
            if (now != mode) {
                voice.says(period + ": " + home.party().account()
                        + (now == Mode.PRIVATE
                                ? " is private: its readings stay here"
                                : " is metered: its readings are sent"));
            }
            mode = now;
            asked = period;
        }
        return mode;
    }
}
