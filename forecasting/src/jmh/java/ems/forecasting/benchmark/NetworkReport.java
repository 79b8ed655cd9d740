package ems.forecasting.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ems.market.fixture.Machine;

/** Measures our network and PyTorch in turn, then ours alone, and prints one report: {@code ./ems benchmark forecasting}. */
final class NetworkReport {

    private static final int WARM_UP_ROUNDS = 20;
    private static final double WARM_UP_SECONDS = 0.1;
    private static final int ROUNDS = 400;
    private static final int TOLD = 50;
    /** Short, so that some rounds go by undisturbed on a machine that others use, too. */
    private static final double SECONDS = 0.01;

    private static final double LOSSES_AGREE_WITHIN = 1e-6;

    private final Machine machine = new Machine();
    private final Contestant vectors;
    private final List<Contestant> all = new ArrayList<>();

    private NetworkReport(Contestant vectors, Contestant plain, List<Contestant> peers) {
        this.vectors = vectors;
        Stream.of(List.of(vectors, plain), peers).forEach(all::addAll);
    }

    public static void main(String[] args) throws IOException {
        var peers = Contestant.peers();
        if (peers.isEmpty()) {
            tell("no python3 here has PyTorch, so its rows are missing: apt-get install -y python3-torch");
        }
        try (var vectors = Contestant.oursWithVectors();
                var plain = Contestant.oursInPlainLoops()) {
            System.out.println(new NetworkReport(vectors, plain, peers).text());
        } finally {
            peers.forEach(Contestant::close);
        }
    }

    private String text() throws IOException {
        var losses = new Losses();
        for (Contestant each : all) {
            losses.add(each.name(), each.numbers("losses"));
        }
        losses.refuseUnlessWithin(LOSSES_AGREE_WITHIN);
        var table = new Table(vectors.name());
        tell("warming up");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(new Table(vectors.name()), WARM_UP_SECONDS);
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (round % TOLD == 0) {
                tell(round + " of " + ROUNDS + " rounds");
            }
            measure(table, SECONDS);
        }
        long bytes = Math.round(vectors.number("bytes"));
        return String.join(
                System.lineSeparator(),
                machine.under("The network beside PyTorch: ./ems benchmark forecasting"),
                table.text(ROUNDS, SECONDS),
                table.alone(bytes),
                losses.text());
    }

    private void measure(Table table, double seconds) throws IOException {
        for (Task task : Task.values()) {
            for (Contestant each : all) {
                if (each.does(task)) {
                    table.times(task, each.name()).add(each.number(task.question() + " " + seconds));
                }
            }
        }
    }

    private static void tell(String what) {
        System.err.println(what);
    }
}
