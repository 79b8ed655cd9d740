package ems.ledger.contract;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.GridPrices;
import ems.market.period.AgreeingPrices;
import ems.market.record.DirectMatch;
import ems.market.record.PeriodOpened;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.rule.PricingQuestion;

/**
 * What the rules say of all pairs of homes of a period, once: one price, or one refusal. The answer is that of the table of prices, in
 * the version that priced the pairs with EVs, and goes on as long as rules and grid prices do.
 */
final class DirectAnswer {

    private static final String REFUSED = "-|";

    private final @Nullable PeriodOpened opened;
    /** The version of the table that priced the pairs with EVs; empty: there are no such pairs. */
    private final Optional<String> tableVersion;
    /** {@link #held} of an earlier period. */
    private final Optional<String> earlier;

    private @Nullable String given;
    private @Nullable String held;

    DirectAnswer(@Nullable PeriodOpened opened, Optional<String> tableVersion, Optional<String> earlier) {
        this.opened = opened;
        this.tableVersion = tableVersion;
        this.earlier = earlier;
    }

    void price(DirectMatch match) {
        var rule = match.price().rule();
        refuseOtherTable(rule);
        Refuse.when(rule.row() == 0, () -> "no row of the table sets its price: " + rule);
        var price = match.price().price();
        give(price + " by " + rule, price.tenThousandthsOfPencePerKilowattHour() + "|" + kept(rule));
    }

    void refuse(Rejection rejection) {
        var rule = rejection.rule();
        if (rule.isCode()) {
            var prices = opened().prices();
            Refuse.when(
                    prices.leaveRoomToTrade()
                            || !rule.equals(AgreeingPrices.PAUSE)
                            || !rejection.reason().equals(AgreeingPrices.noRoomIn(prices)),
                    () ->
                            "the market itself refuses pairs of homes only while the grid's prices leave no room to trade");
        } else {
            refuseOtherTable(rule);
            Refuse.when(rejection.reason().isBlank(), "it has no reason");
        }
        give(rejection.reason() + ", by " + rule, REFUSED + kept(rule));
    }

    private void refuseOtherTable(RuleReference rule) {
        Refuse.when(
                !rule.table().equals(PricingQuestion.TABLE),
                () -> "what homes pay each other is a question of the table '" + PricingQuestion.TABLE + "'");
        Refuse.when(
                tableVersion.isPresent() && !tableVersion.get().equals(rule.version()),
                () -> "the period's pairs with EVs are priced by version " + tableVersion.orElseThrow()
                        + " of the table");
    }

    /**
     * @param words all of it: the pairs of a period have the same
     * @param kept what does not hang on where rows stand in a file: that may change while the table says the same
     */
    private void give(String words, String kept) {
        Refuse.when(
                given != null && !given.equals(words),
                () -> "the rules answer once for all pairs of homes, and before it they said '" + given + "'");
        given = words;
        held = question() + kept;
        Refuse.when(
                earlier.filter(then -> then.startsWith(question()) && !then.equals(held))
                        .isPresent(),
                () -> "under the same rules and grid prices an earlier block says '"
                        + earlier.orElseThrow().substring(question().length()) + "'");
    }

    private PeriodOpened opened() {
        return Refuse.ifMissing(opened, "the period is not opened");
    }

    private String question() {
        GridPrices grid = opened().prices();
        return opened().rules() + "|" + grid.sell().tenThousandthsOfPencePerKilowattHour() + "|"
                + grid.buy().tenThousandthsOfPencePerKilowattHour() + "|";
    }

    private static String kept(RuleReference rule) {
        return rule.table() + "|" + rule.rule() + "|" + rule.version();
    }

    /** For later periods: rules and grid prices, and what was answered; empty: nobody asked. */
    Optional<String> held() {
        return Optional.ofNullable(held);
    }
}
