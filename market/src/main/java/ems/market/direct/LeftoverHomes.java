package ems.market.direct;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.matching.MatchingProblem;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static java.util.Objects.requireNonNull;

/**
 * Homes that are left once a period's EVs are matched, paired with one another by size: the largest surplus with the largest demand.
 * No pairs of them move more ({@link DirectBound}).
 *
 * <p>Left is who has a bid, is in no pair with an EV, trades with everyone, tells by a meter what it exchanges, and could not trade with
 * an EV that stands free: EVs come first. Time O((n + m) log(n + m)).
 */
public final class LeftoverHomes {

    private static final Comparator<ProsumerBid> LARGEST_FIRST = Comparator.comparing(
                    (ProsumerBid bid) -> bid.forecast().energy(), Comparator.reverseOrder())
            .thenComparing(ProsumerBid::prosumer);

    private final MatchingProblem problem;
    private final Set<? extends Party> paired;
    private final Set<ProsumerId> privateHomes;
    /** The EV that serves the least wish of each side, of those that stand free and can move something. */
    private final Map<Flow, VehicleBid> free = new EnumMap<>(Flow.class);

    private final List<ProsumerBid> left;

    /**
     * @param problem the bids that the EVs were matched with
     * @param paired who is in a pair with an EV, even in one that got no price
     * @param privateHomes of which the market reads no meter
     */
    public LeftoverHomes(MatchingProblem problem, Set<? extends Party> paired, Set<ProsumerId> privateHomes) {
        this.problem = problem;
        this.paired = paired;
        this.privateHomes = privateHomes;
        for (VehicleBid bid : problem.vehicles()) {
            if (!paired.contains(bid.vehicle())) {
                keepIfItServesLess(bid, Flow.STORED);
                keepIfItServesLess(bid, Flow.RELEASED);
            }
        }
        this.left = problem.prosumers().stream()
                .filter(bid -> exclusion(bid).isEmpty())
                .toList();
    }

    private void keepIfItServesLess(VehicleBid bid, Flow flow) {
        if (!bid.most(flow).isZero()) {
            bid.leastServed(flow)
                    .filter(least -> Optional.ofNullable(free.get(flow))
                            .flatMap(known -> known.leastServed(flow))
                            .filter(known -> known.compareTo(least) <= 0)
                            .isEmpty())
                    .ifPresent(least -> free.put(flow, bid));
        }
    }

    /** Why a home that bids is not left. */
    private enum Exclusion {
        NEUTRAL("would neither sell nor buy"),
        PAIRED("is paired with an EV"),
        CHOOSY("trades with EVs of its own only"),
        PRIVATE("is a private home, and two homes sign no exchange"),
        SERVED("could trade with an EV that stands free");

        private final String words;

        Exclusion(String words) {
            this.words = words;
        }
    }

    private Optional<Exclusion> exclusion(ProsumerBid bid) {
        var home = bid.prosumer();
        var forecast = bid.forecast();
        if (forecast.energy().isZero()) {
            return Optional.of(Exclusion.NEUTRAL);
        }
        if (paired.contains(home)) {
            return Optional.of(Exclusion.PAIRED);
        }
        if (!problem.partners().areAllFor(home)) {
            return Optional.of(Exclusion.CHOOSY);
        }
        if (privateHomes.contains(home)) {
            return Optional.of(Exclusion.PRIVATE);
        }
        var car = free.get(Flow.of(forecast));
        return car != null && car.suits(forecast) ? Optional.of(Exclusion.SERVED) : Optional.empty();
    }

    /** Why the home is not left, in words; empty if it is. */
    public Optional<String> whyNot(ProsumerId home) {
        var bid = problem.prosumer(home);
        return bid.isEmpty()
                ? Optional.of(home + " has no bid in this period")
                : exclusion(bid.get()).map(kind -> home + " " + words(kind, bid.get()));
    }

    private String words(Exclusion kind, ProsumerBid bid) {
        return kind == Exclusion.SERVED
                ? "could trade with "
                        + requireNonNull(free.get(Flow.of(bid.forecast()))).vehicle() + ", which stands free"
                : kind.words;
    }

    /** The largest surplus with the largest demand, and so on; equal ones by the homes' names. */
    public List<DirectPair> pairs() {
        var sellers = sorted(true);
        var buyers = sorted(false);
        List<DirectPair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(sellers.size(), buyers.size()); i++) {
            pairs.add(new DirectPair(sellers.get(i), buyers.get(i)));
        }
        return pairs;
    }

    private List<ProsumerBid> sorted(boolean selling) {
        return left.stream()
                .filter(bid -> bid.forecast().isSurplus() == selling)
                .sorted(LARGEST_FIRST)
                .toList();
    }

    /** Energy that no pairs of these homes exceed. */
    public Energy bound() {
        return DirectBound.of(left.stream().map(ProsumerBid::forecast).toList());
    }
}
