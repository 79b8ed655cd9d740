package ems.routes.text;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * The vehicles' events of a SpiceEV scenario as a table of trips: a trip goes from a departure to the arrival after it, and takes what the
 * state of charge is lower by on arrival, times the capacity of the vehicle's type. A vehicle that arrives first has been away
 * since the scenario's start; one that does not come back is away until its estimated arrival, and that trip takes nothing that is known.
 */
final class SpiceEvTrips {

    static final String HEADS = "vehicle_id,departure_time,arrival_time,charging_station,energy_kwh";
    private static final String NOWHERE = "none";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;
    private final StringBuilder text = new StringBuilder(HEADS + "\n");

    private SpiceEvTrips(JsonNode root) {
        this.root = root;
    }

    /**
     * @return a header and a line for each trip, in the order of vehicles' names and of time
     * @throws IOException if it is not JSON, or not a scenario of SpiceEV
     */
    static String table(Reader json) throws IOException {
        try {
            return new SpiceEvTrips(JSON.readTree(json)).table();
        } catch (JsonProcessingException e) {
            throw new IOException("it begins like JSON and is none: see line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
    }

    private record Event(OffsetDateTime at, boolean arrives, JsonNode update) {}

    private String table() throws IOException {
        var events = root.path("events").path("vehicle_events");
        if (!events.isArray()) {
            throw new IOException("it is JSON, but not a scenario of SpiceEV: it has no list of events.vehicle_events;"
                    + " write it as a table");
        }
        Map<String, List<Event>> byVehicle = new TreeMap<>();
        int number = 0;
        for (JsonNode event : events) {
            number++;
            var type = event.path("event_type").asText();
            if (!type.equals("arrival") && !type.equals("departure")) {
                throw broken(number, "event_type", type, "arrival or departure");
            }
            byVehicle
                    .computeIfAbsent(event.path("vehicle_id").asText(), none -> new ArrayList<>())
                    .add(new Event(
                            time(number, "start_time", event.path("start_time").asText()),
                            type.equals("arrival"),
                            event.path("update")));
        }
        for (var vehicle : byVehicle.entrySet()) {
            var inOrder = vehicle.getValue().stream()
                    .sorted(Comparator.comparing(Event::at))
                    .toList();
            write(vehicle.getKey(), inOrder);
        }
        return text.toString();
    }

    private void write(String vehicle, List<Event> events) throws IOException {
        var capacity = capacity(vehicle);
        @Nullable Event left = null;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (!event.arrives()) {
                left = event;
            } else {
                var from = left == null ? start() : Optional.of(left.at());
                if (from.filter(event.at()::isAfter).isPresent()) {
                    line(vehicle, from.get(), event.at(), station(event), taken(event, capacity));
                }
                left = null;
            }
        }
        if (left != null) {
            var back = left.update().path("estimated_time_of_arrival").asText();
            if (!back.isEmpty()) {
                line(
                        vehicle,
                        left.at(),
                        time(events.size(), "estimated_time_of_arrival", back),
                        NOWHERE,
                        BigDecimal.ZERO);
            }
        }
    }

    private static String station(Event event) {
        return event.update().path("connected_charging_station").asText(NOWHERE);
    }

    private static BigDecimal taken(Event event, BigDecimal capacity) {
        var delta = event.update().path("soc_delta");
        return delta.isNumber() ? delta.decimalValue().negate().multiply(capacity) : BigDecimal.ZERO;
    }

    private void line(
            String vehicle, OffsetDateTime leaves, OffsetDateTime arrives, String station, BigDecimal energy) {
        text.append(quoted(vehicle))
                .append(',')
                .append(utc(leaves))
                .append(',')
                .append(utc(arrives))
                .append(',')
                .append(quoted(station))
                .append(',')
                .append(energy.stripTrailingZeros().toPlainString())
                .append('\n');
    }

    private static String utc(OffsetDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private static String quoted(String cell) {
        return cell.matches("[\\w .:/-]*")
                ? cell
                : '"' + cell.replace("\"", "\"\"").replaceAll("\\R", " ") + '"';
    }

    /** In kWh. */
    private BigDecimal capacity(String vehicle) throws IOException {
        // older files say constants
        var parts = root.has("components") ? root.path("components") : root.path("constants");
        String type = parts.path("vehicles").path(vehicle).path("vehicle_type").asText();
        var capacity = parts.path("vehicle_types").path(type).path("capacity");
        if (!capacity.isNumber() || capacity.decimalValue().signum() <= 0) {
            throw new IOException("the vehicle '" + vehicle + "' has the type '" + type
                    + "', and vehicle_types says no capacity of it in kWh above 0");
        }
        return capacity.decimalValue();
    }

    private Optional<OffsetDateTime> start() throws IOException {
        String start = root.path("scenario").path("start_time").asText();
        return start.isEmpty() ? Optional.empty() : Optional.of(time(0, "scenario.start_time", start));
    }

    /** Times without an offset are UTC. */
    private static OffsetDateTime time(int number, String key, String value) throws IOException {
        try {
            var form = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            return form instanceof OffsetDateTime offset
                    ? offset
                    : LocalDateTime.from(form).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw broken(number, key, value, "a time like 2023-01-01T07:30:00+02:00");
        }
    }

    private static IOException broken(int number, String key, String value, String expected) {
        return new IOException((number == 0 ? "" : "of its vehicle_events number " + number + ": ") + key + " '" + value
                + "' is not " + expected);
    }
}
