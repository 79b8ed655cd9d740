package ems.features.crash;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.Match;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The market is killed at each moment of a period and started again: no period is lost, none is settled twice, and the
 * books balance.
 *
 * <p>Property: {@code ems.kills}, how often. What the market said is in {@code target/killed-market.log}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KillingTheMarketTest {

    private static final int KILLS = Integer.getInteger("ems.kills", Moment.values().length);
    private static final long SEED = 20;

    private Aftermath aftermath;

    @BeforeAll
    void kill_it_again_and_again(@TempDir Path data) throws Exception {
        aftermath = new Ordeal(data, Path.of("target", "killed-market.log").toAbsolutePath(), SEED).kill(KILLS);
    }

    @Test
    void the_ledger_is_verified() {
        assertThat(aftermath.books().verification()).isInstanceOf(Verified.class);
    }

    @Test
    void each_period_has_one_block_at_most() {
        assertThat(aftermath.books().blocks()).extracting(SealedPeriod::period).doesNotHaveDuplicates();
    }

    @Test
    void each_period_is_either_settled_or_skipped_for_a_recorded_reason() {
        var settled = settled();
        var skipped = skipped();
        assertThat(aftermath.periods())
                .filteredOn(period -> !settled.contains(period) && !skipped.contains(period))
                .as("lost")
                .isEmpty();
        assertThat(settled).as("settled, not skipped").doesNotContainAnyElementsOf(skipped);
    }

    @Test
    void a_matched_period_is_settled() {
        var matched = periods(block -> !block.all(Match.class).isEmpty());
        assertThat(matched).as("the kills hit a market that trades").isNotEmpty();
        assertThat(settled()).containsAll(matched).containsAll(aftermath.matchedBeforeTheKill());
    }

    @Test
    void no_flow_of_a_match_is_settled_twice() {
        assertThat(aftermath.books().all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_went_into_an_ev_came_out_of_it_or_is_still_there() {
        var vehicles = VehicleEnergy.of(aftermath.books());
        assertThat(vehicles)
                .isNotEmpty()
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    @Test
    void no_instance_is_left_behind_by_a_dead_market() {
        assertThat(aftermath.engine().failed()).as("in ERROR").isEmpty();
        assertThat(aftermath.engine().active())
                .filteredOn(period -> !aftermath.last().isBefore(period))
                .as("ACTIVE though later ones are settled")
                .isEmpty();
        assertThat(aftermath.engine().stored()).as("stored long after the kill").isEmpty();
    }

    @Test
    void keys_stay_and_sequences_go_on_in_each_life() {
        var books = aftermath.books();
        assertThat(books.blocks().get(0).all(AgentKey.class)).isNotEmpty();
        assertThat(books.all(AgentKey.class))
                .hasSameSizeAs(books.blocks().get(0).all(AgentKey.class));
        assertThat(books.all(Validators.class)).hasSize(1);
        assertThat(books.all(SignedBid.class).stream()
                        .collect(Collectors.groupingBy(
                                SignedBid::party, Collectors.mapping(SignedBid::sequence, Collectors.toList())))
                        .values())
                .isNotEmpty()
                .allSatisfy(sequences -> assertThat(sequences).isSorted().doesNotHaveDuplicates());
        assertThat(books.blocks())
                .filteredOn(block -> aftermath.first().isBefore(block.period()))
                .extracting(block -> block.all(SignedBid.class).size())
                .as("all sign in the last life")
                .contains(books.all(AgentKey.class).size());
    }

    @Test
    void no_life_complains_of_what_the_one_before_left() {
        assertThat(aftermath.errors()).isEmpty();
    }

    private Set<MatchingPeriod> settled() {
        return periods(SealedPeriod::isSettled);
    }

    private Set<MatchingPeriod> skipped() {
        return aftermath.books().blocks().stream()
                .flatMap(block -> block.skipped().stream())
                .collect(Collectors.toSet());
    }

    private Set<MatchingPeriod> periods(Predicate<SealedPeriod> which) {
        return aftermath.books().blocks().stream()
                .filter(which)
                .map(SealedPeriod::period)
                .collect(Collectors.toSet());
    }
}
