package ems.console.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.console.decision.MatchingNow;
import ems.console.decision.Rounded;
import ems.market.ledger.BlockHeader;
import ems.market.record.Abandonment;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.SignedBid;

/**
 * One ended period as a row of the table.
 *
 * @param abandoned why it was not settled; empty: it was
 * @param matching how its pairs were chosen; empty if it was never matched
 * @param matches pairs with an EV, and of homes
 * @param directKwh from home to home
 * @param block the block that holds its entries
 * @param anchored whether the block's header is published outside
 * @param signedBy number of road-side units that signed the block
 * @param signedBids number of parties that signed what they trade
 * @param fallbacks what took over, in words
 * @param corrections what it corrected of earlier periods, in words
 */
public record EndedPeriodRow(
        Instant start,
        Optional<String> abandoned,
        Optional<MatchingNow> matching,
        int matches,
        BigDecimal storedKwh,
        BigDecimal releasedKwh,
        BigDecimal directKwh,
        BigDecimal paidToProsumersGbp,
        BigDecimal paidToVehiclesGbp,
        BigDecimal prosumersSavedGbp,
        BigDecimal vehiclesEarnedGbp,
        long mismatchMillijoules,
        Optional<Block> block,
        boolean anchored,
        int signedBy,
        int signedBids,
        List<String> fallbacks,
        List<String> corrections,
        Optional<String> rulesVersion) {

    /** @param hash its first 12 hex digits */
    public record Block(long height, String hash) {

        private static final int SHOWN = 12;

        static Block of(BlockHeader header) {
            return new Block(
                    header.height(),
                    header.hash().substring(0, Math.min(SHOWN, header.hash().length())));
        }
    }

    static EndedPeriodRow of(PeriodRecord record, PeriodBooks books, String usualForecaster, String usualMatcher) {
        return new EndedPeriodRow(
                record.key().period().start(),
                record.first(Abandonment.class).map(Abandonment::reason),
                MatchingNow.of(record, usualMatcher),
                record.all(Match.class).size() + record.all(DirectMatch.class).size(),
                Rounded.kilowattHours(books.stored()),
                Rounded.kilowattHours(books.released()),
                Rounded.kilowattHours(books.direct()),
                Rounded.pounds(books.paidToProsumers()),
                Rounded.pounds(books.paidToVehicles()),
                Rounded.pounds(books.prosumersSaved()),
                Rounded.pounds(books.vehiclesEarned()),
                books.mismatchMillijoules(),
                Optional.empty(),
                false,
                0,
                record.all(SignedBid.class).size(),
                fallbacks(record, usualForecaster, usualMatcher),
                CorrectionWords.of(record),
                record.first(PeriodOpened.class).map(PeriodOpened::rules));
    }

    EndedPeriodRow sealed(Seal seal, long anchoredHeight) {
        return new EndedPeriodRow(
                start,
                abandoned,
                matching,
                matches,
                storedKwh,
                releasedKwh,
                directKwh,
                paidToProsumersGbp,
                paidToVehiclesGbp,
                prosumersSavedGbp,
                vehiclesEarnedGbp,
                mismatchMillijoules,
                Optional.of(Block.of(seal.block())),
                seal.block().height() <= anchoredHeight,
                seal.signedBy(),
                signedBids,
                fallbacks,
                corrections,
                rulesVersion);
    }

    private static List<String> fallbacks(PeriodRecord record, String usualForecaster, String usualMatcher) {
        var forecasts = record.all(ProsumerBid.class).stream()
                .map(ProsumerBid::forecaster)
                .filter(strategy -> !strategy.equals(usualForecaster))
                .map(strategy -> "forecast by " + strategy);
        var matching = record.all(MatchingResult.class).stream()
                .filter(result -> !result.algorithm().equals(usualMatcher))
                .map(result -> result.algorithm() + ", " + lost(result));
        return Stream.concat(forecasts, matching).distinct().toList();
    }

    private static String lost(MatchingResult result) {
        return (result.isOptimumKnown() || result.isProved() ? "" : "at most ")
                + Rounded.shownKilowattHours(result.regret()) + " lost"
                + (result.worth().isPresent() ? ", as counted" : "");
    }
}
