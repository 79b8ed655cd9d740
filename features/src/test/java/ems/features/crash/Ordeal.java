package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ems.market.party.PeriodKey;
import ems.market.record.SignedBid;

/** What the market goes through: it is killed in the midst of its work and started again on the same data, many times. */
final class Ordeal {

    private static final int MOST_SPARED = 2;
    private static final int LATEST_KILL_MILLISECONDS = 60;

    private final Path data;
    private final Path log;
    private final Random variation;
    private final List<Kill> kills = new ArrayList<>();
    private final List<Task> begun = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    /**
     * @param data folder of the market, empty at first
     * @param log file for everything it says
     * @param seed of the time between the beginning of a task and the kill
     */
    Ordeal(Path data, Path log, long seed) {
        this.data = data;
        this.log = log;
        this.variation = new Random(seed);
    }

    /** @param times how often it is killed, at each moment of a period in turn */
    Aftermath kill(int times) throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        for (int kill = 0; kill < times; kill++) {
            live(Moment.of(kill));
        }
        return surviving();
    }

    private void live(Moment death) throws IOException, InterruptedException {
        try (var market = MortalMarket.start(data, log)) {
            var task = victim(market, death);
            if (death == Moment.EXCHANGE_WINDOW) {
                market.awaitInstance(task.key().period());
            }
            var after = Duration.ofMillis(variation.nextInt(LATEST_KILL_MILLISECONDS + 1));
            market.live(after);
            market.kill();
            remember(market.log());
            note(new Kill(death, task.key().period(), after));
        }
    }

    /** The first period of a life, which may be one that the last life left behind, or one when all is warm and quick. */
    private Task victim(MortalMarket market, Moment death) throws InterruptedException {
        for (int spared = variation.nextInt(MOST_SPARED + 1); spared > 0; spared--) {
            market.await(death::isIn);
        }
        return market.await(death::isIn);
    }

    /** The last life goes on until two more periods are settled, one of them with bids that were signed in it, and ends in peace. */
    private Aftermath surviving() throws IOException, InterruptedException {
        try (var market = MortalMarket.start(data, log)) {
            var one = market.await(task -> task.is("settle")).key();
            market.awaitSight("bids of this life", () -> hasBidsAfter(one, market));
            var two = market.await(task -> task.is("settle") && isLater(task, one))
                    .key();
            market.await(task -> task.is("collectBids") && isLater(task, two));
            var engine = EngineView.of(
                    market.doors(), kills.stream().map(Kill::period).toList());
            var books = Books.of(market.doors().ledger());
            remember(market.log());
            market.stop();
            return new Aftermath(
                    List.copyOf(kills),
                    List.copyOf(begun),
                    List.copyOf(errors),
                    one.period(),
                    two.period(),
                    books,
                    engine);
        }
    }

    private static boolean hasBidsAfter(PeriodKey one, MortalMarket market) throws IOException, InterruptedException {
        return Books.of(market.doors().ledger()).blocks().stream()
                .anyMatch(block -> one.period().isBefore(block.period())
                        && !block.all(SignedBid.class).isEmpty());
    }

    private static boolean isLater(Task task, PeriodKey than) {
        return than.period().isBefore(task.key().period());
    }

    private void note(Kill kill) throws IOException {
        kills.add(kill);
        Files.writeString(log, "killed at " + kill + "\n", StandardOpenOption.APPEND);
    }

    private void remember(MarketLog life) {
        begun.addAll(life.begun());
        errors.addAll(life.errors());
    }
}
