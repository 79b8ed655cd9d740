package ems.routes.wiring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;

/**
 * Holds a home's powers against a register that counts the same energy: over each hour both must say the same within 5 %. A
 * register is too coarse for ten seconds, and finds what bounds do not: W taken for kW, and a sign that is turned round.
 */
final class RegisterCheck {

    static final Duration SPAN = Duration.ofHours(1);
    /** With less of the span known, it proves nothing. */
    private static final long LEAST_KNOWN_PERCENT = 90;

    private static final long APART_PERCENT = 5;
    /** 50 Wh: several steps of the coarsest registers, in mJ. */
    private static final long COARSE = 180_000_000L;

    private static final BigDecimal PER_KILOWATT_HOUR = new BigDecimal("3.6e9");

    private final String name;
    private final boolean isNet;
    private final Map<Slot, Long> latest = new HashMap<>();
    private int most;
    private boolean beganAnew;
    private boolean hasNews;
    private @Nullable Instant from;
    private long registerAtStart;
    private long grossAtStart;
    private long summed;
    private long knownSeconds;

    /** One of the numbers that come to what is counted. */
    private record Slot(Told register, Part part) {}

    /**
     * An hour is over.
     *
     * @param register what was held against the powers, in words
     * @param doubt why they are not believed; empty: both say the same
     */
    record Judgement(String register, Optional<String> doubt) {}

    private RegisterCheck(String name, boolean isNet) {
        this.name = name;
        this.isNet = isNet;
    }

    static RegisterCheck of(Told register) {
        return new RegisterCheck(register.text(), false);
    }

    /**
     * Of what is imported less what is exported. Which of the two counts in a moment depends on how a meter nets its phases and how
     * fast; their difference does not.
     */
    static RegisterCheck ofNet() {
        return new RegisterCheck("import register less the export register", true);
    }

    /** @param millijoules what the register stands at */
    void tell(Told register, Part part, long millijoules) {
        most = part.of();
        var before = latest.put(new Slot(register, part), millijoules);
        beganAnew |= before != null && millijoules < before;
        hasNews = true;
    }

    private boolean isComplete() {
        return latest.size() >= (isNet ? 2 * most : most);
    }

    private long stands() {
        return latest.entrySet().stream()
                .mapToLong(each ->
                        isNet && each.getKey().register() == Told.EXPORT_REGISTER ? -each.getValue() : each.getValue())
                .sum();
    }

    private long gross() {
        return latest.values().stream().mapToLong(Long::longValue).sum();
    }

    /** After a silence, what is told may be old: the span begins anew. */
    void restart() {
        from = null;
        hasNews = false;
    }

    /**
     * Ten seconds have ended.
     *
     * @param millijoules what the register counts, as the powers have it; empty if that is not known
     * @return nothing while the hour lasts
     */
    Optional<Judgement> add(OptionalLong millijoules, Instant end) {
        if (from != null && millijoules.isPresent()) {
            summed = Math.addExact(summed, millijoules.getAsLong());
            knownSeconds += MatchingPeriod.SAMPLE.toSeconds();
        }
        if (!hasNews || !isComplete()) {
            return Optional.empty();
        }
        hasNews = false;
        long stands = stands();
        if (from == null || beganAnew) {
            begin(stands, end);
            return Optional.empty();
        }
        long seconds = Duration.between(from, end).toSeconds();
        if (seconds < SPAN.toSeconds()) {
            return Optional.empty();
        }
        boolean enough = 100 * knownSeconds >= LEAST_KNOWN_PERCENT * seconds;
        var judged = enough
                ? Optional.of(
                        new Judgement(name, doubt(stands - registerAtStart, gross() - grossAtStart, seconds, end)))
                : Optional.<Judgement>empty();
        begin(stands, end);
        return judged;
    }

    private void begin(long stands, Instant at) {
        from = at;
        registerAtStart = stands;
        grossAtStart = gross();
        beganAnew = false;
        summed = 0;
        knownSeconds = 0;
    }

    private Optional<String> doubt(long counted, long gross, long seconds, Instant end) {
        long fromPowers = BigDecimal.valueOf(summed)
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(knownSeconds), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        long larger = Math.max(gross, Math.abs(fromPowers));
        long apart = Math.abs(counted - fromPowers);
        if (apart <= COARSE || apart <= larger / 100 * APART_PERCENT) {
            return Optional.empty();
        }
        return Optional.of("the " + name + " counted " + kilowattHours(counted) + " kWh from " + from + " to " + end
                + " and the powers come to " + kilowattHours(fromPowers) + " kWh, more than " + APART_PERCENT
                + " % apart" + hint(counted, fromPowers));
    }

    private static String hint(long counted, long fromPowers) {
        long less = Math.max(1, Math.min(Math.abs(counted), Math.abs(fromPowers)));
        long ratio = Math.max(Math.abs(counted), Math.abs(fromPowers)) / less;
        return ratio > 500 && ratio < 2_000
                ? ": a thousand times, as where W is taken for kW, or Wh for kWh"
                : ": see units and signs of the rows that tell of this home";
    }

    private static String kilowattHours(long millijoules) {
        return BigDecimal.valueOf(millijoules)
                .divide(PER_KILOWATT_HOUR, 3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** The checks of one home. */
    static final class All {

        private final Map<Told, RegisterCheck> checks = new EnumMap<>(Told.class);
        private final boolean bothWays;

        /** @param bothWays rows tell what the import register counts, and what the export register does */
        All(boolean bothWays) {
            this.bothWays = bothWays;
        }

        void tell(Told register, Part part, long millijoules) {
            if (bothWays && (register == Told.IMPORT_REGISTER || register == Told.EXPORT_REGISTER)) {
                checks.computeIfAbsent(Told.IMPORT, net -> ofNet()).tell(register, part, millijoules);
            } else {
                checks.computeIfAbsent(register, RegisterCheck::of).tell(register, part, millijoules);
            }
        }

        void restart() {
            checks.values().forEach(RegisterCheck::restart);
        }

        /** New judgements. @param split of the ten seconds that end now, if they are known */
        List<Judgement> add(Optional<PowerSplit> split, Instant end) {
            return checks.entrySet().stream()
                    .flatMap(check -> check
                            .getValue()
                            .add(
                                    split.map(known -> OptionalLong.of(energy(check.getKey(), known)))
                                            .orElse(OptionalLong.empty()),
                                    end)
                            .stream())
                    .toList();
        }

        private static long energy(Told register, PowerSplit split) {
            long net = split.imported();
            long power = switch (register) {
                case PRODUCTION_REGISTER -> Math.max(0, split.production());
                case CONSUMPTION_REGISTER -> split.consumption();
                case IMPORT -> net;
                case IMPORT_REGISTER -> Math.max(0, net);
                case EXPORT_REGISTER -> Math.max(0, -net);
                default -> throw new IllegalStateException(register + " is no register");
            };
            return Math.multiplyExact(power, MatchingPeriod.SAMPLE.toSeconds());
        }
    }
}
