package ems.routes.wiring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.routes.wiring.WiredMessage.Presence;
import ems.routes.wiring.WiredMessage.Refused;

/**
 * A wiring table at work: takes what devices publish, and gives readings of homes as ten seconds end, and reports of vehicles.
 * For one thread, and in the order of time.
 */
public final class Wiring {

    /** A longer jump of the clock than this, in either direction, ends all values. */
    private static final Duration JUMP = Duration.ofMinutes(10);
    /** For so long after a connection, a message may have waited at the broker. */
    public static final Duration OLD = Duration.ofSeconds(30);

    private static final Duration VEHICLES_REPORT_EVERY = Duration.ofMinutes(1);
    private static final Payload.Found NOTHING = new Payload.Found.Nothing();

    private final WiringTable table;
    private final Doubts doubts;
    private final Map<ProsumerId, WiredHome> homes = new TreeMap<>();
    private final Map<VehicleId, WiredVehicle> vehicles = new TreeMap<>();
    private final Map<Slot, Source> sources = new HashMap<>();
    private SilentRows silentRows;
    private List<SilentRow> silent = List.of();
    private Instant since;
    private Instant nextEnd;
    private Instant newsFrom;

    /** What one value of a member is. */
    private record Slot(String member, Told told, Part part) {}

    /** Who tells it, and until when nobody else may. */
    private record Source(String topic, Instant until) {}

    /** Nobody is doubted. @param now nothing was heard before */
    public Wiring(WiringTable table, Instant now) {
        this(table, List.of(), now);
    }

    /**
     * @param kept what was doubted when a market ended that was wired by the same rows
     * @param now nothing was heard before
     */
    public Wiring(WiringTable table, List<Doubt> kept, Instant now) {
        this(table, new Doubts(kept), now);
    }

    private Wiring(WiringTable table, Doubts doubts, Instant now) {
        this.table = table;
        this.doubts = doubts;
        this.silentRows = new SilentRows(table, now);
        begin(now);
    }

    /** The same table with nothing heard yet. */
    public Wiring anew(Instant now) {
        return new Wiring(table, doubts, now);
    }

    private void begin(Instant now) {
        homes.clear();
        vehicles.clear();
        sources.clear();
        silentRows.begin(now);
        since = now;
        newsFrom = now;
        nextEnd = borderAfter(now);
    }

    private static Instant borderAfter(Instant now) {
        long step = MatchingPeriod.SAMPLE.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), step) + 1) * step);
    }

    public WiringTable table() {
        return table;
    }

    /** Another table at work: members whose rows stay as they were go on with what they hold, and with what is doubted of them. */
    public Wiring with(WiringTable next, Instant now) {
        var wiring = new Wiring(next, doubts, now);
        wiring.silentRows = silentRows.with(next, now);
        wiring.newsFrom = newsFrom;
        wiring.nextEnd = nextEnd;
        wiring.homes.putAll(homes);
        wiring.homes.keySet().removeIf(home -> isChanged(home.text(), next));
        wiring.vehicles.putAll(vehicles);
        wiring.vehicles.keySet().removeIf(vehicle -> isChanged(vehicle.text(), next));
        wiring.sources.putAll(sources);
        wiring.sources.keySet().removeIf(slot -> isChanged(slot.member(), next));
        return wiring;
    }

    private boolean isChanged(String member, WiringTable next) {
        return !table.rowsOf(member).equals(next.rowsOf(member));
    }

    /**
     * The broker hands out what it kept meanwhile, which bears no stamp: for a while it is not known what powers were, registers are
     * not believed to be of now, and vehicles report nothing. The last values that came hold afterwards.
     */
    public void caughtUp(Instant now) {
        newsFrom = now.plus(OLD);
        homes.values().forEach(home -> home.unknownUntil(now, newsFrom));
    }

    /** Whether a row means the topic. */
    public boolean means(String topic) {
        return table.rows().stream().anyMatch(row -> row.filter().match(topic).isPresent());
    }

    /** Takes a message that is not retained. What has ended before it is given first. */
    public List<WiredMessage> take(String topic, byte[] payload, Instant at) {
        var messages = new ArrayList<>(upTo(at));
        Set<String> refusals = new LinkedHashSet<>();
        for (WiringRow row : table.rows()) {
            row.memberOf(topic).ifPresent(member -> {
                try {
                    take(row, member, topic, heard(row, payload), at, messages);
                } catch (IllegalArgumentException refused) {
                    refusals.add(String.valueOf(refused.getMessage()));
                }
            });
        }
        if (!refusals.isEmpty()) {
            messages.add(new Refused(
                    homes(topic),
                    new String(payload, StandardCharsets.UTF_8),
                    "topic " + topic + ": " + String.join("; ", refusals)));
        }
        return messages;
    }

    /** Of which homes the rows say that a message on this topic tells. */
    public Set<ProsumerId> homes(String topic) {
        return table.rows().stream()
                .filter(row -> row.tells().isOfHome())
                .flatMap(row -> row.memberOf(topic).stream())
                .flatMap(member -> home(member).stream())
                .collect(Collectors.toSet());
    }

    /** A part of a topic may be no home's name. */
    private static Optional<ProsumerId> home(String member) {
        try {
            return Optional.of(new ProsumerId(member));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private Payload.Found heard(WiringRow row, byte[] payload) {
        try {
            var found = row.value(payload);
            if (found.equals(NOTHING)) {
                silentRows.came(row);
            } else {
                silentRows.heard(row);
            }
            return found;
        } catch (IllegalArgumentException refused) {
            silentRows.heard(row);
            throw refused;
        }
    }

    /** Takes a message that is retained: its row is not mistaken, and what it tells is old. */
    public void takeOld(String topic, byte[] payload) {
        for (WiringRow row : table.rows()) {
            if (row.memberOf(topic).isPresent()) {
                try {
                    heard(row, payload);
                } catch (IllegalArgumentException refused) {
                    // it is not of now, and nobody is told
                }
            }
        }
    }

    /** Rows that have told nothing, as of the last whole ten seconds. */
    public List<SilentRow> silent() {
        return silent;
    }

    private void take(
            WiringRow row, String member, String topic, Payload.Found found, Instant at, List<WiredMessage> messages) {
        if (found.equals(NOTHING)) {
            return;
        }
        claim(new Slot(member, row.tells(), row.part()), topic, row.staleAfter(), at);
        if (row.tells().isOfHome()) {
            ofHome(row, new ProsumerId(member), found, at, messages);
        } else {
            ofVehicle(row, new VehicleId(member), found, at, messages);
        }
        if (found instanceof Payload.Found.Gone gone) {
            throw new IllegalArgumentException(gone.reason());
        }
    }

    /** A value comes from one device, or nobody knows which one counts. */
    private void claim(Slot slot, String topic, Duration holds, Instant at) {
        var source = sources.get(slot);
        if (source != null && !source.topic().equals(topic) && at.isBefore(source.until())) {
            throw new IllegalArgumentException(slot.told().text() + " of " + slot.member() + " is told by topic "
                    + source.topic() + " already: wire one of the two, or both as parts of a sum");
        }
        sources.put(slot, new Source(topic, at.plus(holds)));
    }

    private void ofHome(WiringRow row, ProsumerId id, Payload.Found found, Instant at, List<WiredMessage> messages) {
        var home = homes.computeIfAbsent(id, name -> new WiredHome(name, table, doubts, since, newsFrom));
        if (!(found instanceof Payload.Found.Value value)) {
            home.end(row, at);
        } else if (row.tells() == Told.METER_ONLINE) {
            boolean online = value.base().signum() > 0;
            if (!online) {
                home.endAll(at);
            }
            messages.add(new Presence(id, online));
        } else if (!row.tells().isRegister() || !at.isBefore(newsFrom)) {
            home.tell(row, value.base(), at);
        }
    }

    private void ofVehicle(WiringRow row, VehicleId id, Payload.Found found, Instant at, List<WiredMessage> messages) {
        var vehicle = vehicles.computeIfAbsent(id, WiredVehicle::new);
        if (!(found instanceof Payload.Found.Value value)) {
            vehicle.end(row);
        } else if (row.tells() == Told.VEHICLE_ONLINE) {
            boolean online = value.base().signum() > 0;
            messages.add(new Presence(id, online));
            if (!online) {
                var away = vehicle.away(at);
                if (!at.isBefore(newsFrom)) {
                    messages.add(away);
                }
            }
        } else {
            var news = vehicle.tell(row, value.base(), at, !at.isBefore(newsFrom));
            news.ifPresent(messages::add);
        }
    }

    /** What has ended by now: ten seconds of homes, and minutes of vehicles. */
    public List<WiredMessage> upTo(Instant now) {
        List<WiredMessage> messages = new ArrayList<>();
        if (Duration.between(nextEnd, now).abs().compareTo(JUMP) > 0) {
            begin(now);
        }
        while (!now.isBefore(nextEnd)) {
            var end = nextEnd;
            homes.values().forEach(home -> messages.addAll(home.close(end)));
            if (!end.isBefore(newsFrom) && end.getEpochSecond() % VEHICLES_REPORT_EVERY.toSeconds() == 0) {
                vehicles.values().forEach(vehicle -> vehicle.report(end).ifPresent(messages::add));
            }
            silent = silentRows.at(end);
            nextEnd = end.plus(MatchingPeriod.SAMPLE);
        }
        return messages;
    }
}
