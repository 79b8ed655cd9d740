package ems.routes.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.routes.Grid;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Homes whose meters speak the market's own words, each of 10 s. */
final class Homes {

    static final int MANY = 10_000;
    static final int READINGS_A_PERIOD = 6;

    private Homes() {}

    static GridMembers members() {
        return GridMembers.everyoneWithEveryone(
                IntStream.range(0, MANY)
                        .mapToObj(home -> new ProsumerId("H" + home))
                        .toList(),
                List.of());
    }

    static String topic(int home) {
        return OwnTopic.readings(Grid.ID, new ProsumerId("H" + home));
    }

    /** Another power each time. */
    static byte[] reading(int home, Instant at) {
        long watts = (home + at.getEpochSecond()) % 3_000;
        return ("{\"meter\":\"H" + home + "\",\"at\":\"" + at + "\",\"production_w\":" + watts
                        + ",\"consumption_w\":400}")
                .getBytes(UTF_8);
    }
}
