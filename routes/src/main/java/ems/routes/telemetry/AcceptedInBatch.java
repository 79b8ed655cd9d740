package ems.routes.telemetry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import ems.market.party.Party;

/** What was accepted before, together with what was accepted earlier in the same body and is not kept yet. */
final class AcceptedInBatch implements AcceptedMessages {

    private final AcceptedMessages kept;
    private final Map<Party, NavigableSet<Instant>> inBatch = new HashMap<>();

    AcceptedInBatch(AcceptedMessages kept) {
        this.kept = kept;
    }

    void add(Party sender, Instant at) {
        inBatch.computeIfAbsent(sender, first -> new TreeSet<>()).add(at);
    }

    @Override
    public Optional<Instant> latest(Party sender) {
        var instants = inBatch.get(sender);
        var before = kept.latest(sender);
        return instants == null
                ? before
                : before.filter(latest -> latest.isAfter(instants.last())).or(() -> Optional.of(instants.last()));
    }

    @Override
    public boolean has(Party sender, Instant at) {
        var instants = inBatch.get(sender);
        return instants != null && instants.contains(at) || kept.has(sender, at);
    }
}
