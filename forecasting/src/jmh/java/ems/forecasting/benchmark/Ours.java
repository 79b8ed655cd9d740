package ems.forecasting.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ems.forecasting.network.Batch;
import ems.forecasting.network.Network;
import ems.forecasting.network.Pass;
import ems.forecasting.network.SampleDay;
import ems.forecasting.network.Training;

/** Our network as {@link Contestant} asks for it; it has vectors if its Java was started with them. */
final class Ours {

    private final SampleDay day = new SampleDay();
    private final Network network = Network.of(SampleDay.SHAPE);
    private final Batch[] batches = IntStream.range(0, 45).mapToObj(day::batch).toArray(Batch[]::new);
    private final Pass pass = network.pass(SampleDay.BATCH);
    private final Training training = new Training(network, SampleDay.start(SampleDay.START_SEED));
    private final Batch one = day.windows(1);
    private final Batch thousand = day.windows(1_000);
    private final Pass ofOne = network.pass(1);
    private final Pass ofThousand = network.pass(1_000);
    private final Population population = new Population(network);
    private int taken;

    public static void main(String[] args) throws IOException {
        var ours = new Ours();
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split(" ");
            System.out.println(
                    words.length == 1 ? ours.answer(words[0]) : ours.measured(words[0], Double.parseDouble(words[1])));
        }
    }

    private String answer(String question) {
        return switch (question) {
            case "about" -> "ours, " + network.loops();
            case "losses" -> firstLosses();
            case "bytes" -> Double.toString(Population.measuredBytesOfAModel(network));
            default -> throw new IllegalArgumentException(question);
        };
    }

    private String firstLosses() {
        var fresh = new Training(network, SampleDay.start(SampleDay.START_SEED));
        return IntStream.range(0, 10)
                .mapToDouble(step -> fresh.step(batches[step], pass, 1e-3f))
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    private double measured(String task, double seconds) {
        return switch (task) {
            case "step" -> secondsPerCall(() -> step(training), seconds);
            case "one" -> secondsPerCall(() -> training.forward(one, ofOne), seconds);
            case "thousand" -> secondsPerCall(() -> training.forward(thousand, ofThousand), seconds);
            case "models" -> secondsPerCall(() -> step(population.next()), seconds);
            case "peak" -> Peak.secondsOfOne(seconds);
            default -> throw new IllegalArgumentException(task);
        };
    }

    private void step(Training model) {
        model.step(batches[taken++ % batches.length], pass, 1e-3f);
    }

    /** After a quarter of the time untimed, to find the caches again after others' rounds. */
    static double secondsPerCall(Runnable call, double seconds) {
        repeat(call, seconds / 4);
        return repeat(call, seconds);
    }

    private static double repeat(Runnable call, double seconds) {
        long start = System.nanoTime();
        for (int calls = 1; ; calls++) {
            call.run();
            double took = (System.nanoTime() - start) / 1e9;
            if (took >= seconds) {
                return took / calls;
            }
        }
    }
}
