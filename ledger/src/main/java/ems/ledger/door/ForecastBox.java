package ems.ledger.door;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import ems.ledger.contract.Refuse;
import ems.ledger.door.RegistryCheck.Checked;
import ems.ledger.door.TokenIntake.Shelf;
import ems.ledger.token.ForecastToken;
import ems.market.forecast.ForecastDoor;
import ems.market.forecast.SignedForecasts;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedForecast;

/**
 * The door for the forecasts that homes' own agents sign, of one grid. Thread-safe.
 *
 * <p>A forecast serves for seconds, so it is held in memory: of a market that ends between a forecast's arrival and its period,
 * the next life forecasts the home itself. Periods are open from the start of the one before until they are forecast.
 */
public final class ForecastBox implements ForecastDoor, SignedForecasts {

    /** An agent that was silent for longer is not missed any more. */
    private static final Duration MISSED_FOR = Duration.ofHours(1);

    private static final String SILENT = "its agent sent none in time";

    private final GridId grid;
    private final FindKey keys;
    private final TokenIntake<ForecastToken> intake;
    private final Function<ProsumerId, Energy> most;
    private final NavigableMap<MatchingPeriod, Map<ProsumerId, Held>> arrived = new TreeMap<>();
    /** The reason of each home's last refusal since a period was closed. */
    private final Map<ProsumerId, String> refused = new HashMap<>();
    /** The last period for which there was a good forecast of a home. */
    private final Map<ProsumerId, MatchingPeriod> heard = new HashMap<>();

    private final NavigableMap<MatchingPeriod, Arrived> answers = new TreeMap<>();

    /** @param key that it was signed with, as base64url */
    private record Held(SignedForecast forecast, String key) {}

    /** @param most energy that the connection of a home bears in a period, either way */
    public ForecastBox(GridId grid, FindKey keys, Function<ProsumerId, Energy> most) {
        this.grid = grid;
        this.keys = keys;
        this.intake = new TokenIntake<>(new RegistryCheck(grid, keys), "the forecast", ForecastToken::claimed);
        this.most = most;
    }

    @Override
    public List<Optional<String>> take(List<String> tokens, Predicate<Party> speaksFor, Instant now) {
        return intake.take(tokens, speaksFor, new Shelf<>() {
            @Override
            public void hold(Checked<ForecastToken> checked, String text) {
                refuseUnbearable(checked.token());
                ForecastBox.this.hold(
                        checked.token(), new Held(checked.token().signedForecast(text), checked.key()), now);
            }

            @Override
            public void note(Party party, String reason) {
                ForecastBox.this.note((ProsumerId) party, reason);
            }
        });
    }

    private void refuseUnbearable(ForecastToken token) {
        var bound = most.apply(token.prosumer());
        var energy = token.expected().energy();
        Refuse.when(
                energy.compareTo(bound) > 0,
                () -> "energy of " + energy.millijoules() + " mJ is above the " + bound.millijoules()
                        + " mJ that the home's connection bears in a period");
    }

    private synchronized void hold(ForecastToken token, Held held, Instant now) {
        var period = token.period();
        var current = MatchingPeriod.containing(now);
        var first = isClosed(current) ? current.next() : current;
        Refuse.when(
                period.isBefore(first),
                () -> "late: period " + period + " is forecast already, and the first open one is " + first);
        Refuse.when(
                current.next().isBefore(period),
                () -> "period " + period + " is not open yet: forecasts are taken up to " + current.next());
        var home = token.prosumer();
        var before = arrived.computeIfAbsent(period, none -> new HashMap<>()).putIfAbsent(home, held);
        Refuse.when(
                before != null,
                () -> home.account() + " has a forecast for period " + period + ", and one is the most");
    }

    private synchronized void note(ProsumerId home, String reason) {
        refused.put(home, RefusalText.sound(reason));
    }

    private boolean isClosed(MatchingPeriod period) {
        return !answers.isEmpty() && !answers.lastKey().isBefore(period);
    }

    @Override
    public synchronized Arrived of(MatchingPeriod period) {
        var answered = answers.get(period);
        if (answered != null) {
            return answered;
        }
        if (isClosed(period)) {
            return Arrived.NOTHING;
        }
        var answer = close(period);
        answers.put(period, answer);
        answers.headMap(new MatchingPeriod(period.start().minus(MISSED_FOR))).clear();
        return answer;
    }

    private Arrived close(MatchingPeriod period) {
        Map<ProsumerId, SignedForecast> good = new HashMap<>();
        Map<ProsumerId, String> missing = new HashMap<>();
        var known = keys.now(grid);
        arrived.getOrDefault(period, Map.of()).forEach((home, held) -> {
            if (known.isStill(grid, home, held.key())) {
                good.put(home, held.forecast());
                heard.put(home, period);
            } else {
                missing.put(home, "the key that signed it is not the registered one any more");
            }
        });
        var since = new MatchingPeriod(period.start().minus(MISSED_FOR));
        heard.values().removeIf(last -> last.isBefore(since));
        heard.keySet().forEach(home -> missing.putIfAbsent(home, SILENT));
        refused.forEach((home, reason) -> missing.put(home, "its agent's was refused: " + reason));
        missing.keySet().removeAll(good.keySet());
        refused.clear();
        arrived.headMap(period, true).clear();
        return new Arrived(good, missing);
    }
}
