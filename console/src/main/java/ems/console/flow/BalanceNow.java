package ems.console.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.record.Exchange;
import ems.market.record.Flow;

/**
 * The grid's whole balance in one 10-second sample: surplus, released and from the grid come in; demand, stored and to
 * the grid go out.
 *
 * @param sample its start; empty if no prosumer has a trusted reading
 * @param mismatchKw by how much in and out differ: 0, or an EV moved more than its prosumer had
 * @param withoutReading prosumers that this balance does not know
 */
public record BalanceNow(
        Optional<Instant> sample,
        BigDecimal surplusKw,
        BigDecimal releasedKw,
        BigDecimal fromGridKw,
        BigDecimal demandKw,
        BigDecimal storedKw,
        BigDecimal toGridKw,
        BigDecimal mismatchKw,
        int withoutReading) {

    public static BalanceNow of(MeasuredNow measured, GridMembers members) {
        var sample = measured.sample();
        long surplus = 0;
        long demand = 0;
        long stored = 0;
        long released = 0;
        long toGrid = 0;
        long fromGrid = 0;
        for (ProsumerId prosumer : members.prosumers()) {
            var net = sample.net().getOrDefault(prosumer, NetEnergy.BALANCED);
            long given = flow(sample.flowOf(prosumer), Flow.STORED);
            long taken = flow(sample.flowOf(prosumer), Flow.RELEASED);
            surplus += Rounded.watts(net.surplus());
            demand += Rounded.watts(net.demand());
            stored += given;
            released += taken;
            toGrid += Math.max(0, Rounded.watts(net.surplus()) - given);
            fromGrid += Math.max(0, Rounded.watts(net.demand()) - taken);
        }
        long mismatch = Math.abs(surplus + released + fromGrid - demand - stored - toGrid);
        return new BalanceNow(
                sample.start(),
                Rounded.kilowatts(surplus),
                Rounded.kilowatts(released),
                Rounded.kilowatts(fromGrid),
                Rounded.kilowatts(demand),
                Rounded.kilowatts(stored),
                Rounded.kilowatts(toGrid),
                Rounded.kilowatts(mismatch),
                members.prosumers().size() - sample.net().size());
    }

    private static long flow(Optional<Exchange> flow, Flow direction) {
        return flow.filter(exchange -> exchange.flow() == direction)
                .map(exchange -> Rounded.watts(exchange.energy()))
                .orElse(0L);
    }
}
