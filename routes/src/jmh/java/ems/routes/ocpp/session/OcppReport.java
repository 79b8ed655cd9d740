package ems.routes.ocpp.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ems.market.fixture.Machine;
import ems.routes.benchmark.Child;
import ems.routes.benchmark.Spent;

/**
 * How many {@code MeterValues} the door for OCPP takes from 2,000 stations, how long they wait for an answer, and what it remembers of them;
 * beside a server that only gives back what it hears.
 */
final class OcppReport {

    private static final int STATIONS = 2_000;
    private static final int WARM_UP = 20;
    private static final int EACH = 30;
    private static final int PARTS = 4;
    private static final int AIM = 20_000;
    private static final int USUAL = STATIONS / 10;
    private static final int USUAL_EACH = 3;

    private final Machine machine = new Machine();
    private final StringBuilder rows = new StringBuilder();
    private final List<String> heaps = new ArrayList<>();

    /** @param words nothing */
    public static void main(String[] words) throws IOException {
        var report = new OcppReport();
        double limit = report.echo();
        report.door(limit);
        var text = report.text();
        Files.writeString(Files.createDirectories(Path.of("benchmarks")).resolve("ocpp.txt"), text);
        System.out.println(text);
    }

    private double echo() {
        try (var server = new EchoServer();
                var crowd = crowd(server.port())) {
            ordered(crowd, WARM_UP, 0);
            double limit = row("an echo, as fast as it answers", crowd, EACH * PARTS, 0, 0);
            row("an echo, " + aim(AIM), crowd, EACH * PARTS, AIM, limit);
            return limit;
        }
    }

    private void door(double limit) throws IOException {
        var folder = Files.createTempDirectory("ocpp-benchmark");
        long begin = System.nanoTime();
        try (var central = new CrowdedCentral(folder.resolve("market"), STATIONS);
                var crowd = crowd(central.port())) {
            var connected = String.format(
                    Locale.ROOT, "%,d stations, each with its password, connected and booted in %.1f s", central.connected(),
                    (System.nanoTime() - begin) / 1e9);
            ordered(crowd, WARM_UP, 0);
            heaps.add(connected);
            heap("after " + WARM_UP * STATIONS + " messages");
            row("the market's door, " + aim(AIM), crowd, EACH, AIM, limit);
            heap("and " + EACH * STATIONS + " more");
            for (int part = 1; part < PARTS; part++) {
                row("the market's door, as fast as it answers", crowd, EACH, 0, limit);
                heap("and " + EACH * STATIONS + " more");
            }
            row("the market's door, " + aim(USUAL) + ": each every 10 s", crowd, USUAL_EACH, USUAL, 0);
            central.requireKept((long) STATIONS * (WARM_UP + EACH * PARTS + USUAL_EACH));
        }
    }

    private static String aim(int rate) {
        return String.format(Locale.ROOT, "%,d/s aimed at", rate);
    }

    private static Child crowd(int port) {
        var crowd = Child.start(StationCrowd.class, Integer.toString(port), Integer.toString(STATIONS));
        if (!crowd.answer().equals(Integer.toString(STATIONS))) {
            throw new IllegalStateException("not all stations have connected");
        }
        return crowd;
    }

    private static String[] ordered(Child crowd, int each, int rate) {
        crowd.order(each + " " + rate);
        return crowd.answer().split(" ");
    }

    /** @return messages a second */
    private double row(String name, Child crowd, int each, int rate, double limit) {
        var start = Spent.now();
        var answer = ordered(crowd, each, rate);
        var spent = Spent.now().since(start);
        long messages = (long) each * STATIONS;
        double reached = messages / (Long.parseLong(answer[0]) / 1e9);
        rows.append(String.format(
                Locale.ROOT,
                "%-62s %,9d %,10.0f %9.1f %9.1f %9.1f %s%n",
                name,
                messages,
                reached,
                Long.parseLong(answer[1]) / 1e6,
                Long.parseLong(answer[2]) / 1e6,
                spent.cpu() / 1e3 / messages,
                limit == 0 ? "" : String.format(Locale.ROOT, "%8.2fx", reached / limit)));
        return reached;
    }

    /** In use after a collection. */
    private void heap(String when) {
        System.gc();
        System.gc();
        heaps.add(String.format(
                Locale.ROOT,
                "  %-28s %6.1f MB in use after a collection",
                when,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6));
    }

    private String text() throws IOException {
        return machine.under("The door for OCPP beside an echo: ./ems benchmark ocpp") + String.format(Locale.ROOT, """

                %,d stations of OCPP 1.6 in a process beside; each sends MeterValues (two registers, state of charge), one after the other's
                answer, which the door gives once the registers are committed to a database in a file. ms are from a call to its answer. CPU is
                that of the server's process, us a message.

                %-62s %9s %10s %9s %9s %9s %9s
                """, STATIONS, "", "messages", "a second", "median ms", "p99 ms", "CPU us", "of echo") + rows + "\n"
                + String.join("\n", heaps) + "\n";
    }
}
