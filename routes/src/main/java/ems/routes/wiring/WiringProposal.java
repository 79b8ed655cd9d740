package ems.routes.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Proposes rows of a wiring table for what was heard at a broker: topics that look like those of the examples, and sensors that Home
 * Assistant's discovery describes. Whose a device is, only its owner knows: the member is left open, so that no table takes effect
 * unread.
 */
public final class WiringProposal {

    private static final String WHOSE = "?";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DISCOVERY = Pattern.compile("homeassistant/sensor/.+/config");
    /** A template that looks something up: no other is read. */
    private static final Pattern LOOKED_UP = Pattern.compile(
            "\\{\\{\\s*value_json((?:\\.\\w+|\\[['\"][^'\"]+['\"]])+)\\s*(?:\\|\\s*(?:float|int|round)(?:\\(\\s*\\d*\\s*\\))?\\s*)*}}");

    private static final Pattern NAME = Pattern.compile("\\.(\\w+)|\\[['\"]([^'\"]+)['\"]]");
    /** A level of an example that is a device's own name. */
    private static final Pattern OWN_NAME =
            Pattern.compile("(?<=^|/)(?:[\\w-]*-[0-9A-Fa-f]{4,}|[0-9a-f]{12}|home|house)(?=/|$)");

    private static final int SHORT_SECONDS = 60;
    private static final int LONG_SECONDS = 3_600;

    private final Map<String, byte[]> heard;
    /** By topic and pointer, so that each number is proposed once. */
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private int unreadable;

    /** @param heard the latest payload by topic, retained ones too */
    public WiringProposal(SortedMap<String, byte[]> heard) {
        this.heard = heard;
        heard.forEach(this::discover);
        WiringExamples.KINDS.stream()
                .filter(kind -> !kind.equals("home-assistant"))
                .flatMap(kind -> WiringExamples.table(kind).rows().stream())
                .forEach(this::recognize);
    }

    /** How many descriptions of sensors could not be read. */
    public int unreadable() {
        return unreadable;
    }

    /** How many numbers are known. */
    public int size() {
        return rows.size();
    }

    /** A table that lacks only its members. */
    public String table() {
        var samples = rows.values().stream()
                .map(row -> row.get(0))
                .distinct()
                .filter(heard::containsKey)
                .map(topic -> line(List.of("# sample", topic, new String(heard.get(topic), StandardCharsets.UTF_8))));
        var lines = rows.values().stream().map(WiringProposal::line);
        return Stream.of(
                        Stream.of(line(List.of(
                                "# proposal", "write whose each device is for ?, and delete what does not count"))),
                        samples,
                        Stream.of(line(WiringTableReader.HEADS)),
                        lines,
                        Stream.of("# end"))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void recognize(WiringRow example) {
        var filter = new TopicFilter(OWN_NAME.matcher(example.filter().text()).replaceAll("+"));
        heard.forEach((topic, payload) -> {
            if (filter.match(topic).isPresent() && isThere(example, payload)) {
                propose(
                        topic,
                        example.pointer().toString(),
                        example.unit().text(),
                        example.tells().text(),
                        example.part().text(),
                        example.staleAfter().toSeconds());
            }
        });
    }

    private static boolean isThere(WiringRow example, byte[] payload) {
        try {
            return example.value(payload) instanceof Payload.Found.Value;
        } catch (IllegalArgumentException another) {
            return false;
        }
    }

    private void discover(String topic, byte[] payload) {
        if (!DISCOVERY.matcher(topic).matches()) {
            return;
        }
        try {
            describe(JSON.readTree(payload));
        } catch (IOException notJson) {
            unreadable++;
        }
    }

    private void describe(JsonNode sensor) {
        var unit = either(sensor, "unit_of_meas", "unit_of_measurement").flatMap(WiredUnit::of);
        var place = either(sensor, "val_tpl", "value_template")
                .map(WiringProposal::pointer)
                .orElse(Optional.of(""));
        var topic = either(sensor, "stat_t", "state_topic")
                .map(text -> text.replace("~", sensor.path("~").asText("")));
        if (unit.isEmpty() || place.isEmpty() || topic.isEmpty()) {
            return;
        }
        var words = (sensor.path("name").asText("") + " " + topic.get() + " " + place.get()).toLowerCase(Locale.ROOT);
        var tells = switch (unit.get().dimension()) {
            case POWER -> Optional.of(direction(words, Told.PRODUCTION, Told.IMPORT, Told.IMPORT, Told.CONSUMPTION));
            case ENERGY ->
                Optional.of(direction(
                        words,
                        Told.PRODUCTION_REGISTER,
                        Told.EXPORT_REGISTER,
                        Told.IMPORT_REGISTER,
                        Told.CONSUMPTION_REGISTER));
            case SHARE ->
                "battery".equals(either(sensor, "dev_cla", "device_class").orElse(""))
                        ? Optional.of(Told.STATE_OF_CHARGE)
                        : Optional.<Told>empty();
            case STATE -> Optional.<Told>empty();
        };
        tells.ifPresent(told -> propose(
                topic.get(),
                place.get(),
                unit.get().text(),
                told.text(),
                "",
                told.isRegister() ? LONG_SECONDS : SHORT_SECONDS));
    }

    /** What the words of a sensor suggest; its owner decides. */
    private static Told direction(String words, Told panels, Told feeding, Told grid, Told otherwise) {
        if (words.matches(".*(solar|\\bpv|panel|produc|generat).*")) {
            return panels;
        }
        if (words.matches(".*(return|export|feed|deliver(y|ed) to).*")) {
            return feeding;
        }
        return words.matches(".*(grid|import|mains|net\\b|smart.?meter).*") ? grid : otherwise;
    }

    /** Empty: the template computes something. */
    private static Optional<String> pointer(String template) {
        if (template.replace(" ", "").matches("\\{\\{value(\\|float|\\|int)?}}")) {
            return Optional.of("");
        }
        var lookedUp = LOOKED_UP.matcher(template.strip());
        return lookedUp.matches()
                ? Optional.of(NAME.matcher(lookedUp.group(1))
                        .results()
                        .map(name -> name.group(1) != null ? name.group(1) : name.group(2))
                        .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                        .collect(Collectors.joining()))
                : Optional.empty();
    }

    private static Optional<String> either(JsonNode sensor, String brief, String whole) {
        return Stream.of(brief, whole)
                .map(field -> sensor.path(field).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private void propose(String topic, String pointer, String unit, String tells, String part, long stale) {
        rows.putIfAbsent(
                topic + " " + pointer,
                new ArrayList<>(List.of(topic, pointer, unit, tells, part, WHOSE, Long.toString(stale))));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(WiringProposal::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        var flat = cell.replaceAll("[\\r\\n]+", " ");
        return flat.contains(",") || flat.contains("\"") ? '"' + flat.replace("\"", "\"\"") + '"' : flat;
    }
}
