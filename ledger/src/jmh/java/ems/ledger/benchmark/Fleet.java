package ems.ledger.benchmark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.ledger.door.BidSigner;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/** Many EVs, each with a key of its own, that bid in each period. */
final class Fleet {

    static final GridId GRID = new GridId("home");

    private final List<Party> vehicles = new ArrayList<>();
    private final Map<Party, RegisteredAgent> registry = new HashMap<>();
    private final BidSigner signing;

    Fleet(int size) {
        Map<Party, SigningKey> keys = new HashMap<>();
        for (int i = 0; i < size; i++) {
            var vehicle = new VehicleId("EV" + i);
            var key = SigningKey.of(ByteBuffer.allocate(32).putInt(i).array());
            vehicles.add(vehicle);
            keys.put(vehicle, key);
            registry.put(vehicle, new RegisteredAgent(key.publicKey(), false));
        }
        signing = new BidSigner(GRID, keys);
    }

    Map<Party, RegisteredAgent> registry() {
        return registry;
    }

    List<Party> vehicles() {
        return vehicles;
    }

    /** One of each, in the order of {@link #vehicles}. */
    List<String> bids(MatchingPeriod period) {
        long sequence = period.start().getEpochSecond();
        return vehicles.stream()
                .map(vehicle -> signing.sign(vehicle, period, sequence, new Energy(420_000_000), Energy.ZERO))
                .toList();
    }
}
