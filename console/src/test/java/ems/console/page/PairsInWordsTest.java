package ems.console.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page says of a period's pairs, by its own modules in Node. */
class PairsInWordsTest {

    private static final Path MODULES = Path.of("src/main/resources/META-INF/resources/live");
    private static final String MATCHING =
            "{algorithm: '%s', fallback: false, proved: %s, optimumKnown: true, lostKwh: %s, lostByGreedyKwh: 0.15,"
                    + " lostByGreedyPence: 2.5, horizonPerMille: %s}";
    private static final String SCRIPT = """
            import { trades } from './trades.js';
            import { ended } from './ended.js';
            const matching = %s;
            const words = (node) => node === null || node === undefined ? ''
              : Array.isArray(node) ? node.map(words).join(' ') : node.text ?? node.children.map(words).join(' ');
            const found = { find: '', matches: 0, prosumersAlone: 0 };
            console.log(words(trades({ matching, found, matches: [], prosumers: [], vehicles: [], gridPrices: null })));
            const row = { start: '2026-06-14T12:03:00Z', abandoned: null, matching, matches: 1, fallbacks: [], corrections: [],
              mismatchMillijoules: 0, block: null, anchored: false, signedBy: 0, signedBids: 0, storedKwh: 0, releasedKwh: 0,
              paidToProsumersGbp: 0, paidToVehiclesGbp: 0, prosumersSavedGbp: 0, vehiclesEarnedGbp: 0 };
            console.log(words(ended({ settled: [row] })));
            """;

    @TempDir
    private Path folder;

    private String said(String algorithm, boolean proved, String lost, String horizon)
            throws IOException, InterruptedException {
        try (var modules = Files.list(MODULES)) {
            for (Path module :
                    modules.filter(file -> file.toString().endsWith(".js")).toList()) {
                Files.copy(module, folder.resolve(module.getFileName()));
            }
        }
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        String matching = MATCHING.formatted(algorithm, proved, lost, horizon);
        Files.writeString(folder.resolve("said.js"), SCRIPT.formatted(matching));
        try {
            var node = new ProcessBuilder("node", "said.js")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            return Assumptions.abort("There is no Node to run the page's modules.");
        }
    }

    @Test
    void withoutAHorizonPriceMoreOrLessIsMoved() throws Exception {
        assertThat(said("optimal", true, "0", "null"))
                .contains(
                        "Proved: no other pairs move more",
                        "First come, first served would move 0.150 kWh less and gain prosumers 2.5000 p less")
                .doesNotContain("counted", "worth");
    }

    /** Others may well move more. */
    @Test
    void underAHorizonPriceItIsWorthMoreOrLess() throws Exception {
        assertThat(said("optimal", true, "0", "600"))
                .contains(
                        "Proved: no other pairs are worth more at this horizon price",
                        "First come, first served would be worth 0.150 kWh less, as counted and gain",
                        "0.150, as counted")
                .doesNotContain("move");
    }

    @Test
    void whatChosenGreedyPairsLoseIsAsCounted() throws Exception {
        assertThat(said("greedy", false, "0.15", "-500")).contains("greedy by choice, 0.150 kWh lost, as counted");
    }
}
