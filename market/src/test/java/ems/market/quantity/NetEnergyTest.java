package ems.market.quantity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import ems.market.quantity.NetEnergy.Direction;

import static org.assertj.core.api.Assertions.assertThat;

class NetEnergyTest {

    private static final long MOST = 1_000_000_000_000L;

    @Test
    void moreProducedThanConsumedIsASurplus() {
        var net = NetEnergy.between(new Energy(5), new Energy(3));
        assertThat(net).isEqualTo(new NetEnergy(Direction.SURPLUS, new Energy(2)));
        assertThat(net.surplus()).isEqualTo(new Energy(2));
        assertThat(net.demand()).isEqualTo(Energy.ZERO);
    }

    @Test
    void moreConsumedThanProducedIsADemand() {
        var net = NetEnergy.between(new Energy(3), new Energy(5));
        assertThat(net).isEqualTo(new NetEnergy(Direction.DEMAND, new Energy(2)));
        assertThat(net.surplus()).isEqualTo(Energy.ZERO);
        assertThat(net.demand()).isEqualTo(new Energy(2));
    }

    @Test
    void aBalancedHomeHasOneFormOnly() {
        assertThat(new NetEnergy(Direction.DEMAND, Energy.ZERO)).isEqualTo(NetEnergy.BALANCED);
        assertThat(NetEnergy.between(new Energy(3), new Energy(3))).isEqualTo(NetEnergy.BALANCED);
        assertThat(NetEnergy.BALANCED.isSurplus()).isTrue();
    }

    @Property
    void addsLikeSignedNumbers(
            @ForAll @LongRange(min = -MOST, max = MOST) long a, @ForAll @LongRange(min = -MOST, max = MOST) long b) {
        assertThat(signed(net(a).plus(net(b)))).isEqualTo(a + b);
        assertThat(net(a).plus(net(-a))).isEqualTo(NetEnergy.BALANCED);
    }

    private static NetEnergy net(long millijoules) {
        return NetEnergy.between(new Energy(Math.max(0, millijoules)), new Energy(Math.max(0, -millijoules)));
    }

    private static long signed(NetEnergy net) {
        return net.surplus().millijoules() - net.demand().millijoules();
    }
}
