package ems.study.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.NetColumn;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.PartyColumn;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.RowWords;
import ems.study.scenario.StudyData.Part;
import ems.study.scenario.StudyData.ProsumerFile;

/**
 * The {@code prosumers} of a data block: which columns of which rows of which files hold each home's energy. A home whose
 * production and consumption differ in file, rows or unit is read in two parts.
 */
final class MeterSection {

    static final Set<String> PROSUMERS = Set.of(
            "file",
            "time",
            "interval",
            "decimal",
            "unit",
            "largest-power",
            "party-column",
            "kind-column",
            "production-kinds",
            "consumption-kinds",
            "columns");
    private static final Set<String> METER = Set.of(
            "file",
            "production-file",
            "consumption-file",
            "party",
            "production",
            "consumption",
            "net",
            "positive",
            "unit",
            "production-unit",
            "consumption-unit");
    private static final Map<String, MeterUnit> UNITS =
            Stream.of(MeterUnit.values()).collect(Collectors.toUnmodifiableMap(MeterUnit::word, Function.identity()));
    private static final Map<String, NetSign> SIGNS = Map.of("import", NetSign.IMPORT, "export", NetSign.EXPORT);

    private final Section section;
    private final Map<Rows, Map<ProsumerId, MeterColumns>> columns = new LinkedHashMap<>();
    private final Map<String, ProsumerId> named = new LinkedHashMap<>();

    private MeterSection(Section section) {
        this.section = section;
    }

    /** Rows of a file that one mapping reads. */
    private record Rows(String file, Part part, MeterUnit unit) {}

    static List<ProsumerFile> read(Section section, EnergyScale scale) {
        return new MeterSection(section).files(scale);
    }

    private List<ProsumerFile> files(EnergyScale scale) {
        section.sections("columns", METER).forEach(this::add);
        if (columns.isEmpty()) {
            throw section.broken("columns", "names no prosumer");
        }
        if (!section.has("kind-column") && (section.has("production-kinds") || section.has("consumption-kinds"))) {
            throw section.broken("kind-column", "is missing: it says which rows are of these kinds");
        }
        var interval = DataSection.interval(section);
        Optional<PartyColumn> party =
                section.optionalText("party-column").map(column -> new PartyColumn(column, Map.copyOf(named)));
        List<ProsumerFile> files = new ArrayList<>();
        columns.forEach((rows, prosumers) -> files.add(new ProsumerFile(
                rows.file(),
                new ProsumerColumns(
                        TimeSection.read(section, interval),
                        interval,
                        DataSection.decimal(section),
                        rows.unit(),
                        scale.factor(),
                        section.optionalValue("largest-power", QuantityText::power)
                                .orElse(ProsumerColumns.MOST),
                        prosumers,
                        party,
                        words(rows.part())),
                rows.part())));
        return files;
    }

    private Optional<RowWords> words(Part part) {
        if (part == Part.WHOLE || !section.has("kind-column")) {
            return Optional.empty();
        }
        var kinds = section.textOrTexts(part == Part.PRODUCTION ? "production-kinds" : "consumption-kinds");
        return Optional.of(new RowWords(section.text("kind-column"), new LinkedHashSet<>(kinds)));
    }

    private void add(String name, Section meter) {
        var prosumer = id(name);
        if (!section.has("party-column") && meter.has("party")) {
            throw meter.broken("party", "stands without prosumers.party-column");
        }
        String party = meter.optionalText("party").orElse(name).strip();
        if (named.put(party, prosumer) != null) {
            throw meter.broken("party", "'" + party + "' stands for two prosumers");
        }
        var its = columns(meter, name);
        if (!isHalved(its, meter)) {
            put(
                    prosumer,
                    its,
                    files("file", meter),
                    whole(its, meter),
                    unit(its.production().isPresent() ? "production-unit" : "consumption-unit", meter));
            return;
        }
        put(
                prosumer,
                new MeterColumns(its.production(), Optional.empty(), Optional.empty()),
                files("production-file", meter),
                Part.PRODUCTION,
                unit("production-unit", meter));
        put(
                prosumer,
                new MeterColumns(Optional.empty(), its.consumption(), Optional.empty()),
                files("consumption-file", meter),
                Part.CONSUMPTION,
                unit("consumption-unit", meter));
    }

    private boolean isHalved(MeterColumns its, Section meter) {
        return its.production().isPresent()
                && its.consumption().isPresent()
                && (section.has("kind-column")
                        || meter.has("production-file")
                        || meter.has("consumption-file")
                        || unit("production-unit", meter) != unit("consumption-unit", meter));
    }

    /** Where rows say what they count, a home with one column takes the rows of that kind. */
    private Part whole(MeterColumns its, Section meter) {
        if (!section.has("kind-column")) {
            return Part.WHOLE;
        }
        if (its.net().isPresent()) {
            throw meter.broken(
                    "net", "stands beside prosumers.kind-column: rows that say what they count have no sign");
        }
        return its.production().isPresent() ? Part.PRODUCTION : Part.CONSUMPTION;
    }

    private void put(ProsumerId prosumer, MeterColumns its, List<String> files, Part part, MeterUnit unit) {
        files.forEach(file -> columns.computeIfAbsent(new Rows(file, part, unit), first -> new LinkedHashMap<>())
                .put(prosumer, its));
    }

    private List<String> files(String key, Section meter) {
        if (meter.has(key)) {
            return meter.textOrTexts(key);
        }
        return meter.has("file") ? meter.textOrTexts("file") : section.textOrTexts("file");
    }

    private MeterUnit unit(String key, Section meter) {
        if (meter.has(key)) {
            return meter.word(key, UNITS);
        }
        return meter.has("unit") ? meter.word("unit", UNITS) : section.word("unit", UNITS);
    }

    private MeterColumns columns(Section meter, String name) {
        Optional<NetColumn> net = meter.has("net")
                ? Optional.of(new NetColumn(meter.text("net"), meter.word("positive", SIGNS)))
                : Optional.empty();
        if (net.isEmpty() && meter.has("positive")) {
            throw meter.broken("positive", "stands without net");
        }
        try {
            return new MeterColumns(meter.optionalText("production"), meter.optionalText("consumption"), net);
        } catch (IllegalArgumentException e) {
            throw section.broken("columns." + name, e.getMessage());
        }
    }

    private ProsumerId id(String name) {
        try {
            return new ProsumerId(name);
        } catch (IllegalArgumentException e) {
            throw section.broken("columns", e.getMessage());
        }
    }
}
