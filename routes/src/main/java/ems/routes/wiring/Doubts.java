package ems.routes.wiring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.market.party.ProsumerId;
import ems.routes.wiring.WiredMessage.Judged;

/** Which homes are not believed until an hour agrees, whatever ends their values meanwhile. For one thread. */
final class Doubts {

    private final Map<ProsumerId, SortedMap<String, Doubt>> homes = new HashMap<>();

    Doubts(List<Doubt> kept) {
        kept.forEach(doubt -> of(doubt.home()).put(doubt.register(), doubt));
    }

    private SortedMap<String, Doubt> of(ProsumerId home) {
        return homes.computeIfAbsent(home, first -> new TreeMap<>());
    }

    /** Why the home is not believed; empty: it is. @param rows that tell of it now */
    Optional<Doubt> of(ProsumerId home, String rows) {
        return of(home).values().stream()
                .filter(doubt -> doubt.rows().equals(rows))
                .findFirst();
    }

    /** @return whether that changes what is known */
    boolean take(Judged judged) {
        var doubts = of(judged.home());
        var before = Optional.ofNullable(doubts.remove(judged.register()));
        judged.doubt().ifPresent(doubt -> doubts.put(judged.register(), doubt));
        return !before.equals(judged.doubt());
    }
}
