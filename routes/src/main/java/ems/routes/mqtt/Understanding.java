package ems.routes.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jboss.logging.Logger;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.ReadingMessages;
import ems.routes.telemetry.StatusMessages;
import ems.routes.wiring.Doubt;
import ems.routes.wiring.SilentRow;
import ems.routes.wiring.WiredMessage;
import ems.routes.wiring.WiredMessage.Judged;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Presence;
import ems.routes.wiring.WiredMessage.Refused;
import ems.routes.wiring.WiredMessage.Reported;
import ems.routes.wiring.Wiring;
import ems.routes.wiring.WiringTable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes of each message what is to be kept of it; it keeps nothing itself. Whatever a message does here, the outcome is a dead
 * letter at worst: a message that breaks something must not come back for ever. For one thread.
 */
final class Understanding {

    static final String DOOR = "mqtt";

    private static final Logger LOG = Logger.getLogger("ems.mqtt");
    private static final int MOST_BYTES = 65_536;
    private static final List<String> ONLINE = List.of("true", "online", "1");
    private static final List<String> OFFLINE = List.of("false", "offline", "0");

    private final OpenGrids grids;
    private final GridId wired;
    private Wiring wiring;
    private final Map<GridId, Map<String, Instant>> away = new ConcurrentHashMap<>();
    /** Vehicles whose devices went while it was not known what else was kept at the broker. */
    private final Map<Owner, GridIntake> gone = new LinkedHashMap<>();

    private Instant oldUntil = Instant.MIN;
    private volatile List<SilentRow> silent = List.of();

    /** A vehicle of a grid. */
    private record Owner(GridId grid, VehicleId vehicle) {}

    /**
     * @param wired the grid of the devices in the table
     * @param doubts of its homes, from before the market started
     */
    Understanding(OpenGrids grids, GridId wired, WiringTable table, List<Doubt> doubts, Instant now) {
        this.grids = grids;
        this.wired = wired;
        this.wiring = new Wiring(table, doubts, now);
        warn(table);
    }

    /** Another table takes effect: values begin anew of members whose rows are others. */
    void rewire(WiringTable table, Instant now) {
        wiring = wiring.with(table, now);
        warn(table);
    }

    private static void warn(WiringTable table) {
        table.warnings().forEach(warning -> LOG.warnf("MQTT: the wiring table's %s", warning));
    }

    /** What the broker kept comes now: for a while, nothing that bears no stamp of its own is taken for news. */
    void caughtUp(Instant now) {
        oldUntil = now.plus(Wiring.OLD);
        wiring.caughtUp(now);
    }

    /** Who is gone, and which rows never told anything. */
    Unheard away() {
        return new Unheard(gone(), silent);
    }

    private Map<GridId, Map<String, Instant>> gone() {
        Map<GridId, Map<String, Instant>> now = new HashMap<>();
        away.forEach((grid, members) -> {
            if (!members.isEmpty()) {
                now.put(grid, new TreeMap<>(members));
            }
        });
        return now;
    }

    private void isAway(GridId grid, Party member, Instant since) {
        away.computeIfAbsent(grid, first -> new ConcurrentSkipListMap<>()).putIfAbsent(member.account(), since);
    }

    private void isHere(GridId grid, Party member) {
        var members = away.get(grid);
        if (members != null) {
            members.remove(member.account());
        }
        if (member instanceof VehicleId vehicle) {
            gone.remove(new Owner(grid, vehicle));
        }
    }

    List<Intent> of(Arrival arrival) {
        try {
            if (arrival.bytes() > MOST_BYTES) {
                return List.of(letter(arrival, arrival.bytes() + " bytes are above " + MOST_BYTES + " bytes"));
            }
            var own = OwnTopic.parse(arrival.topic());
            if (own.isPresent()) {
                return ofOwn(own.get(), arrival);
            }
            if (arrival.retained()) {
                wiring.takeOld(arrival.topic(), arrival.payload());
                return List.of();
            }
            return intents(wiring.take(arrival.topic(), arrival.payload(), arrival.at()), arrival.at());
        } catch (IllegalArgumentException refused) {
            return List.of(letter(arrival, String.valueOf(refused.getMessage())));
        } catch (Throwable broken) {
            return List.of(letter(arrival, "it broke the door: " + broken));
        }
    }

    /** What ends as time passes. */
    List<Intent> upTo(Instant now) {
        List<Intent> intents = new ArrayList<>(wiredUpTo(now));
        if (!gone.isEmpty() && !now.isBefore(oldUntil)) {
            gone.forEach((owner, grid) -> intents.add(awayNow(owner.grid(), owner.vehicle(), grid.now())));
            gone.clear();
        }
        return intents;
    }

    private List<Intent> wiredUpTo(Instant now) {
        try {
            var intents = intents(wiring.upTo(now), now);
            noteSilent();
            return intents;
        } catch (Throwable broken) {
            wiring = wiring.anew(now);
            var reason = "the values of wired devices begin anew, for time could not pass with them: " + broken;
            return List.of(new Intent.Letter(box(wired), new DeadLetter(DOOR, now, "", reason)));
        }
    }

    /** Each row is logged once, as it falls silent. */
    private void noteSilent() {
        var now = wiring.silent();
        now.stream()
                .filter(row -> silent.stream().noneMatch(known -> known.row() == row.row()))
                .forEach(row -> LOG.warnf("MQTT: of the wiring table %s", row));
        silent = now;
    }

    private List<Intent> ofOwn(OwnTopic topic, Arrival arrival) {
        var grid = grids.find(topic.grid());
        if (grid.isEmpty()) {
            return List.of(letter(arrival, "grid '" + topic.grid() + "' is not open"));
        }
        if (!grid.get().isMember(topic.member())) {
            return arrival.retained()
                    ? List.of()
                    : List.of(letter(arrival, topic.member().account() + " is not a member of the grid"));
        }
        boolean reports = topic.kind() == OwnTopic.Kind.READINGS || topic.kind() == OwnTopic.Kind.STATUS;
        if (reports && arrival.retained()) {
            return List.of();
        }
        if (reports) {
            isHere(topic.grid(), topic.member());
        }
        return switch (topic.kind()) {
            case READINGS -> List.of(new Intent.Readings(topic.grid(), body(topic, arrival)));
            case STATUS -> List.of(new Intent.Statuses(topic.grid(), body(topic, arrival)));
            case METER_ONLINE, VEHICLE_ONLINE -> presence(topic, arrival, grid.get());
        };
    }

    private static Body body(OwnTopic topic, Arrival arrival) {
        return new Body("topic " + arrival.topic() + ": ", topic.member()::equals, arrival.payload());
    }

    /**
     * A car whose device is gone is away: nobody could tell it to charge. A state that was kept only shows; and a last will bears no
     * stamp, so that one that waited at the broker counts only if nothing else of the car waited behind it.
     */
    private List<Intent> presence(OwnTopic topic, Arrival arrival, GridIntake grid) {
        var word = new String(arrival.payload(), UTF_8).strip().toLowerCase(Locale.ROOT);
        if (ONLINE.contains(word)) {
            isHere(topic.grid(), topic.member());
            return List.of();
        }
        if (!OFFLINE.contains(word)) {
            throw new IllegalArgumentException("'" + shown(word) + "' is neither true nor false");
        }
        var since = topic.grid().equals(wired) ? arrival.at() : grid.now();
        isAway(topic.grid(), topic.member(), since);
        if (arrival.retained() || !(topic.member() instanceof VehicleId vehicle)) {
            return List.of();
        }
        if (arrival.at().isBefore(oldUntil)) {
            gone.put(new Owner(topic.grid(), vehicle), grid);
            return List.of();
        }
        return List.of(awayNow(topic.grid(), vehicle, since));
    }

    private static Intent awayNow(GridId grid, VehicleId vehicle, Instant at) {
        return status(grid, new Reported(vehicle, at, false, Optional.empty(), Optional.empty()));
    }

    private List<Intent> intents(List<WiredMessage> messages, Instant at) {
        List<Intent> intents = new ArrayList<>();
        for (WiredMessage message : messages) {
            if (message instanceof Measured measured) {
                intents.add(new Intent.Readings(wired, body(ReadingMessages.json(List.of(measured.reading())))));
            } else if (message instanceof Reported reported) {
                if (reported.pluggedIn()) {
                    isHere(wired, reported.vehicle());
                }
                intents.add(status(wired, reported));
            } else if (message instanceof Refused refused) {
                var letter = isAnyPrivate(refused.homes())
                        ? GridIntake.ofPrivateHome(DOOR, at, "")
                        : new DeadLetter(DOOR, at, refused.text(), refused.reason());
                intents.add(new Intent.Letter(box(wired), letter));
            } else if (message instanceof Judged judged) {
                // why a private home is doubted holds its values
                if (judged.doubt().isEmpty() || !isAnyPrivate(Set.of(judged.home()))) {
                    intents.add(new Intent.Judgement(wired, judged));
                }
            } else if (message instanceof Presence presence) {
                note(presence, at);
            }
        }
        return intents;
    }

    private boolean isAnyPrivate(Set<ProsumerId> homes) {
        return grids.find(wired).filter(grid -> grid.isAnyPrivate(homes)).isPresent();
    }

    private void note(Presence presence, Instant at) {
        if (presence.online()) {
            isHere(wired, presence.member());
        } else if (grids.find(wired)
                .filter(grid -> grid.isMember(presence.member()))
                .isPresent()) {
            isAway(wired, presence.member(), at);
        }
    }

    private static Intent status(GridId grid, Reported reported) {
        return new Intent.Statuses(
                grid,
                body(StatusMessages.json(
                        reported.vehicle(),
                        reported.at(),
                        reported.pluggedIn(),
                        reported.percent(),
                        reported.kilowattHours())));
    }

    /** The table says of whom a wired device tells. */
    private static Body body(String json) {
        return new Body("wired: ", party -> true, json.getBytes(UTF_8));
    }

    private Intent letter(Arrival arrival, String reason) {
        boolean isOwn = arrival.topic().startsWith(WiringTable.OWN_TOPICS);
        var grid = isOwn ? gridOf(arrival.topic()) : Optional.of(wired);
        var box = grid.map(this::box).orElseGet(grids::ofNoGrid);
        if (!isOwn && isAnyPrivate(wiring.homes(arrival.topic()))) {
            return new Intent.Letter(
                    box, GridIntake.ofPrivateHome(DOOR, arrival.at(), "topic " + shown(arrival.topic()) + ": "));
        }
        var payload = new String(arrival.payload(), StandardCharsets.UTF_8);
        var text = grid.flatMap(grids::find)
                .map(open -> open.keepable(arrival.topic(), payload))
                .orElse(payload);
        return new Intent.Letter(
                box, new DeadLetter(DOOR, arrival.at(), text, "topic " + shown(arrival.topic()) + ": " + reason));
    }

    private static Optional<GridId> gridOf(String topic) {
        try {
            return Optional.of(new GridId(topic.split("/", 3)[1]));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private DeadLetters box(GridId grid) {
        return grids.find(grid).map(GridIntake::deadLetters).orElseGet(grids::ofNoGrid);
    }

    private static String shown(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
