package ems.study.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.quantity.Energy;
import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.output.Cells;
import ems.study.parquet.ParquetCells;
import ems.study.parquet.ParquetFile;
import ems.study.plan.Outputs;
import ems.study.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables in Parquet say what the same study says in CSV, cell by cell, and nothing else of the study changes. */
class ParquetStudyTest {

    private static final Scenario SMALL =
            SmallStudy.scenario(5, 3, 2, "", "right", "isolated: false, shared-vehicles: [2]");
    private static final List<String> TABLES = List.of("exchange", "matches", "periods", "settlement");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() {
        SmallStudy.run(SMALL, folder.resolve("csv"), 2, new FixtureHost());
        SmallStudy.run(SMALL, folder.resolve("parquet"), 2, new FixtureHost(), Outputs.PARQUET);
    }

    @Test
    void everyCellOfCsvStandsInParquet() throws IOException {
        for (String run : runs()) {
            compare(run, "exchange", exchange());
            compare(run, "matches", matches());
            compare(run, "periods", periods());
            compare(run, "settlement", settlement());
        }
    }

    private static List<String> runs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("parquet/runs"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    /** @param columns by their heading in CSV: the cell there, from a row of Parquet */
    private static void compare(String run, String table, Map<String, Function<Map<String, String>, String>> columns)
            throws IOException {
        List<Map<String, String>> rows = parquet(folder.resolve("parquet/runs/" + run + "/" + table + ".parquet"));
        List<List<String>> derived = rows.stream()
                .map(row ->
                        columns.values().stream().map(cell -> cell.apply(row)).toList())
                .toList();
        var file = folder.resolve("csv/runs/" + run + "/" + table + ".csv");
        List<List<String>> written = new ArrayList<>();
        List<String> header = List.of();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                header = row.getHeader();
                written.add(row.getFields());
            }
        }

        assertThat(header).as(run + " " + table).containsExactlyElementsOf(columns.keySet());
        assertThat(derived).as(run + " " + table).containsExactlyElementsOf(inOrderOfParquet(written, header));
    }

    /** Rows of an EV stand together, since all rows of these tables fit in one row group. */
    private static List<List<String>> inOrderOfParquet(List<List<String>> rows, List<String> header) {
        int vehicle = header.indexOf("EV");
        List<List<String>> sorted = new ArrayList<>(rows);
        if (vehicle >= 0) {
            sorted.sort(Comparator.comparing(row -> row.get(vehicle)));
        }
        return sorted;
    }

    private static List<Map<String, String>> parquet(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (var table = ParquetFile.open(file)) {
            List<String> names = table.columns();
            for (int group = 0; group < table.groups(); group++) {
                List<ParquetCells> cells = new ArrayList<>();
                for (int column = 0; column < names.size(); column++) {
                    cells.add(table.cells(group, column));
                }
                for (int row = 0; row < cells.get(0).rows(); row++) {
                    Map<String, String> texts = new LinkedHashMap<>();
                    for (int column = 0; column < names.size(); column++) {
                        texts.put(names.get(column), cells.get(column).text(row));
                    }
                    rows.add(texts);
                }
            }
        }
        return rows;
    }

    private static Map<String, Function<Map<String, String>, String>> exchange() {
        Map<String, Function<Map<String, String>, String>> columns = new LinkedHashMap<>();
        columns.put("time step (10 s)", row -> row.get("time_step"));
        columns.put("time (UTC)", row -> row.get("time"));
        columns.put("direction", row -> row.get("direction"));
        columns.put("energy exchanged (kWh)", row -> kilowattHours(row.get("energy_mj")));
        columns.put("energy exchanged (mJ)", row -> row.get("energy_mj"));
        columns.put("available energy (kWh)", row -> kilowattHours(row.get("available_energy_mj")));
        columns.put("battery capacity (kWh)", row -> kilowattHours(row.get("battery_capacity_mj")));
        columns.put("matching id", ParquetStudyTest::match);
        columns.put("prosumer", row -> row.get("prosumer"));
        columns.put("EV", row -> row.get("ev"));
        return columns;
    }

    private static Map<String, Function<Map<String, String>, String>> matches() {
        Map<String, Function<Map<String, String>, String>> columns = new LinkedHashMap<>();
        columns.put("matching id", ParquetStudyTest::match);
        columns.put("prosumer", row -> row.get("prosumer"));
        columns.put("EV", row -> row.get("ev"));
        columns.put("forecast energy (kWh)", row -> kilowattHours(row.get("forecast_energy_mj")));
        columns.put("shadow price (kWh)", row -> kilowattHours(row.get("shadow_price_mj")));
        columns.put("best other EV", row -> row.get("other_ev"));
        columns.put("its energy (kWh)", row -> kilowattHours(row.get("other_energy_mj")));
        columns.put("its shadow price (kWh)", row -> kilowattHours(row.get("other_shadow_price_mj")));
        columns.put("margin (kWh)", row -> kilowattHours(row.get("margin_mj")));
        return columns;
    }

    private static Map<String, Function<Map<String, String>, String>> periods() {
        Map<String, Function<Map<String, String>, String>> columns = new LinkedHashMap<>();
        columns.put("period (UTC)", row -> row.get("period"));
        columns.put("algorithm", row -> row.get("algorithm"));
        columns.put("forecast energy (kWh)", row -> kilowattHours(row.get("forecast_energy_mj")));
        columns.put("forecast energy greedy (kWh)", row -> kilowattHours(row.get("forecast_energy_greedy_mj")));
        columns.put("bound (kWh)", row -> kilowattHours(row.get("bound_mj")));
        columns.put("best pairs known", row -> Boolean.parseBoolean(row.get("best_pairs_known")) ? "yes" : "no");
        columns.put("regret (kWh)", row -> kilowattHours(row.get("regret_mj")));
        columns.put("regret of greedy (kWh)", row -> kilowattHours(row.get("regret_of_greedy_mj")));
        columns.put("money lost by greedy (p)", row -> millionths(row.get("money_lost_by_greedy_micropence"), 6));
        return columns;
    }

    private static Map<String, Function<Map<String, String>, String>> settlement() {
        Map<String, Function<Map<String, String>, String>> columns = new LinkedHashMap<>();
        columns.put("period (UTC)", row -> row.get("period"));
        columns.put("matching id", ParquetStudyTest::match);
        columns.put("direction", row -> row.get("direction"));
        columns.put("prosumer", row -> row.get("prosumer"));
        columns.put("EV", row -> row.get("ev"));
        columns.put("payer", row -> row.get("payer"));
        columns.put("payee", row -> row.get("payee"));
        columns.put("energy (kWh)", row -> kilowattHours(row.get("energy_mj")));
        columns.put("energy (mJ)", row -> row.get("energy_mj"));
        columns.put("price (p/kWh)", row -> millionths(row.get("price_micropence_per_kwh"), 4));
        columns.put("rule table", row -> row.get("rule_table"));
        columns.put("rule row", row -> row.get("rule_row"));
        columns.put("rule", row -> row.get("rule"));
        columns.put("rule version", row -> row.get("rule_version"));
        columns.put("amount (p)", row -> millionths(row.get("amount_micropence"), 6));
        columns.put("book value (p)", row -> millionths(row.get("book_value_micropence"), 6));
        return columns;
    }

    private static String match(Map<String, String> row) {
        return row.get("period") + "~" + row.get("prosumer") + "~" + row.get("ev");
    }

    private static String kilowattHours(String millijoules) {
        if (millijoules.isEmpty()) {
            return "";
        }
        long energy = Long.parseLong(millijoules);
        return (energy < 0 ? "-" : "") + Cells.kilowattHours(new Energy(Math.abs(energy)));
    }

    private static String millionths(String number, int decimals) {
        return number.isEmpty()
                ? ""
                : new BigDecimal(number).movePointLeft(6).setScale(decimals).toPlainString();
    }

    @Test
    void nothingElseOfTheStudyChanges() throws IOException {
        var csv = hashes(folder.resolve("csv"));
        var parquet = hashes(folder.resolve("parquet"));
        List<String> tables = csv.keySet().stream()
                .filter(name -> TABLES.stream().anyMatch(table -> name.endsWith("/" + table + ".csv")))
                .toList();
        assertThat(tables).hasSize(runs().size() * TABLES.size());
        for (String table : tables) {
            csv.remove(table);
            assertThat(parquet.remove(table.replace(".csv", ".parquet")))
                    .as(table)
                    .isNotNull();
        }

        assertThat(parquet).isEqualTo(csv);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnAnyThreads(@TempDir Path again) throws IOException {
        SmallStudy.run(SMALL, again.resolve("again"), 1, new FixtureHost(), Outputs.PARQUET);

        assertThat(hashes(again.resolve("again"))).isEqualTo(hashes(folder.resolve("parquet")));
    }

    private static Map<String, String> hashes(Path root) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                hashes.put(root.relativize(each).toString().replace('\\', '/'), sha256(Files.readAllBytes(each)));
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
