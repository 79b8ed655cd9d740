package ems.routes.text;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
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

import ems.market.text.CsvCell;

/**
 * The vehicles' events of a SpiceEV scenario as a table of trips: a trip goes from a departure to the arrival after it, and takes what the
 * state of charge is lower by on arrival, times the capacity of the vehicle's type. A vehicle that arrives first has been away
 * since the scenario's start. One that does not come back is away until its estimated arrival, or else for a month, and that trip
 * takes nothing that is known. Times are written as they stand, those without an offset without one.
 */
final class SpiceEvTrips {

    static final String HEADS = "vehicle_id,departure_time,arrival_time,charging_station,energy_kwh";
    private static final String NOWHERE = "none";
    private static final Duration NEVER_BACK = Duration.ofDays(31);
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

    /** @param local without an offset: UTC, for comparing alone */
    private record Stamp(OffsetDateTime at, boolean local) {

        String text() {
            return local ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at) : DateTimeFormatter.ISO_INSTANT.format(at);
        }
    }

    /** @param number in the list, from 1 */
    private record Event(int number, Stamp stamp, boolean arrives, JsonNode update) {

        String station() {
            var station = textOf(update, "connected_charging_station");
            return station.isEmpty() ? NOWHERE : station;
        }
    }

    private static String textOf(JsonNode node, String key) {
        var value = node.path(key);
        return value.isTextual() ? value.asText() : "";
    }

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
            var type = textOf(event, "event_type");
            if (!type.equals("arrival") && !type.equals("departure")) {
                throw broken(number, "event_type", type, "arrival or departure");
            }
            byVehicle
                    .computeIfAbsent(textOf(event, "vehicle_id"), none -> new ArrayList<>())
                    .add(new Event(
                            number,
                            time(number, "start_time", textOf(event, "start_time")),
                            type.equals("arrival"),
                            event.path("update")));
        }
        for (var vehicle : byVehicle.entrySet()) {
            // whoever arrives and leaves at one time arrives first
            var inOrder = vehicle.getValue().stream()
                    .sorted(Comparator.comparing((Event event) -> event.stamp().at())
                            .thenComparing(event -> !event.arrives()))
                    .toList();
            write(vehicle.getKey(), inOrder);
        }
        return text.toString();
    }

    private void write(String vehicle, List<Event> events) throws IOException {
        @Nullable Stamp left = null;
        for (Event event : events) {
            if (!event.arrives()) {
                left = left == null ? event.stamp() : left;
            } else {
                if (left == null && event.number() != events.get(0).number()) {
                    throw new IOException("of its vehicle_events number " + event.number() + ": '" + vehicle
                            + "' arrives and has not left since it arrived before: say its departure, too");
                }
                var from = left == null ? start() : Optional.of(left);
                if (from.filter(each -> event.stamp().at().isAfter(each.at())).isPresent()) {
                    line(vehicle, from.get(), event.stamp(), event.station(), taken(vehicle, event));
                }
                left = null;
            }
        }
        if (left != null) {
            line(vehicle, left, back(left, events.get(events.size() - 1)), NOWHERE, "0");
        }
    }

    private static Stamp back(Stamp left, Event last) throws IOException {
        var estimated = textOf(last.update(), "estimated_time_of_arrival");
        return estimated.isEmpty()
                ? new Stamp(left.at().plus(NEVER_BACK), left.local())
                : time(last.number(), "estimated_time_of_arrival", estimated);
    }

    /** In kWh; what is no number says what is missing where the row is read. */
    private String taken(String vehicle, Event arrival) throws IOException {
        var delta = arrival.update().path("soc_delta");
        if (!delta.isNumber() || delta.decimalValue().signum() > 0) {
            throw broken(
                    arrival.number(),
                    "update.soc_delta",
                    delta.asText(),
                    "what the trip took of a full battery, such as -0.25");
        }
        // older files say constants
        var parts = root.has("components") ? root.path("components") : root.path("constants");
        String type = textOf(parts.path("vehicles").path(vehicle), "vehicle_type");
        var capacity = parts.path("vehicle_types").path(type).path("capacity");
        if (!capacity.isNumber() || capacity.decimalValue().signum() <= 0) {
            return "no capacity of type " + type;
        }
        BigDecimal energy = delta.decimalValue().negate().multiply(capacity.decimalValue());
        return energy.stripTrailingZeros().toPlainString();
    }

    private void line(String vehicle, Stamp leaves, Stamp arrives, String station, String energy) {
        text.append(
                CsvCell.line(onOneLine(vehicle), leaves.text(), arrives.text(), onOneLine(station), onOneLine(energy)));
    }

    /** Whoever reads the table takes line by line. */
    private static String onOneLine(String cell) {
        return cell.replaceAll("\\R", " ");
    }

    private Optional<Stamp> start() throws IOException {
        String start = textOf(root.path("scenario"), "start_time");
        return start.isEmpty() ? Optional.empty() : Optional.of(time(0, "scenario.start_time", start));
    }

    private static Stamp time(int number, String key, String value) throws IOException {
        try {
            var form = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            return form instanceof OffsetDateTime offset
                    ? new Stamp(offset, false)
                    : new Stamp(LocalDateTime.from(form).atOffset(ZoneOffset.UTC), true);
        } catch (DateTimeException e) {
            throw broken(number, key, value, "a time like 2023-01-01T07:30:00+02:00");
        }
    }

    private static IOException broken(int number, String key, String value, String expected) {
        return new IOException((number == 0 ? "" : "of its vehicle_events number " + number + ": ") + key + " '" + value
                + "' is not " + expected);
    }
}
