package ems.forecasting.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ems.forecasting.FederatedForecaster;
import ems.forecasting.FederatedSettings;
import ems.forecasting.federation.FolderOfModels;
import ems.forecasting.federation.Uplink;
import ems.market.fixture.Machine;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;

/**
 * How long federated forecasts of a large grid take, in an ordinary minute and in that of a merge, and what they hold:
 * {@code ./ems benchmark forecasting FederationReport}. Readings cost nothing here; files are written as a live grid writes them.
 */
final class FederationReport {

    private static final MatchingPeriod START = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final int HOURS = 3;
    private static final int MINUTES_AN_HOUR = 60;
    private static final List<Integer> SIZES = List.of(1_000, 10_000);

    private FederationReport() {}

    public static void main(String[] sizes) throws IOException {
        var pairs = sizes.length == 0
                ? SIZES
                : Stream.of(sizes).map(Integer::valueOf).toList();
        System.out.println(new Machine().under("Federated forecasts: ./ems benchmark forecasting FederationReport"));
        for (int size : pairs) {
            System.out.println(report(size));
        }
    }

    private static String report(int homes) throws IOException {
        var folder = Files.createTempDirectory("models");
        try {
            return report(homes, folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String report(int homes, Path folder) {
        var prosumers = IntStream.rangeClosed(1, homes)
                .mapToObj(home -> new ProsumerId("H" + home))
                .toList();
        long before = Usage.heapInUse();
        Usage.forgetPeak();
        var forecaster = new FederatedForecaster(
                "federated",
                new DrawnReadings(),
                prosumers,
                FederatedSettings.of(7).keepingAnswers(MINUTES_AN_HOUR),
                new FolderOfModels(folder),
                Uplink.GOOD);
        var beginning = new Usage();
        var ordinary = new Usage();
        var merging = new Usage();
        Optional<GlobalModel> newest = Optional.empty();
        int refused = 0;
        var period = START;
        for (int minute = 0; minute <= HOURS * MINUTES_AN_HOUR; minute++) {
            var kind = minute == 0 ? beginning : minute % MINUTES_AN_HOUR == 0 ? merging : ordinary;
            var asked = period;
            var recorded = newest;
            List<Entry> merges = kind.of(
                    () -> forecaster.forecasts(prosumers, asked, recorded).merges());
            for (Entry entry : merges) {
                if (entry instanceof GlobalModel model) {
                    newest = Optional.of(model);
                }
            }
            refused = merges.isEmpty() ? refused : merges.size() - 1;
            period = period.next();
        }
        long held = Usage.heapInUse() - before;
        return String.format(
                Locale.ROOT,
                "%n%,d homes; of the last merge %,d updates, of %,d prosumers an entry%n"
                        + "beginning, with all their past   %s%n"
                        + "ordinary minute                  %s%n"
                        + "minute of a merge                %s%n"
                        + "a pair holds %,d bytes; heap at its peak %,d MB",
                homes,
                newest.orElseThrow().merged(),
                refused,
                beginning.text(),
                ordinary.text(),
                merging.text(),
                held / homes,
                Usage.peak() >> 20);
    }
}
