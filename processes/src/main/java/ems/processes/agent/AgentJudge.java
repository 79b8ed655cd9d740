package ems.processes.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import ems.ledger.receipt.ProvenEntry;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.BidLimit;
import ems.market.record.DirectExchange;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Flow;
import ems.market.record.MatchedPair;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;

/**
 * Holds what a market answers against what its agent knows itself: what it signed and what was taken of it, what its meter
 * measured, and the checkpoints that it was shown before.
 */
final class AgentJudge {

    /** What two roundings of a sample's mean power are apart, at most: 1 W for 10 s. */
    private static final Energy ROUNDING = new Energy(10_000);

    private final Trust trust;
    private final MeteredPeriods meter;
    private final OwedStatements stated;
    private final ShownRoots roots;

    /**
     * @param trust with the agent's own keys
     * @param stated what was sent, and taken, of exchanges
     * @param roots of the log that the agent was shown
     */
    AgentJudge(Trust trust, MeteredPeriods meter, OwedStatements stated, ShownRoots roots) {
        this.trust = trust;
        this.meter = meter;
        this.stated = stated;
        this.roots = roots;
    }

    /**
     * What was found of one party and period.
     *
     * @param wrong each thing that does not hold
     * @param words what became of the party, in a sentence
     */
    record Finding(List<String> wrong, String words) {}

    /**
     * @param told what the market took as the home's forecast; empty for a car
     * @param answer of a sealed period
     */
    Finding judged(AgentParty own, MatchingPeriod period, Optional<NetEnergy> told, AgentAnswer answer) {
        try {
            return new Judging(own, period, told, Entry.parseAll(answer.entries())).of(answer.receipt());
        } catch (IllegalArgumentException e) {
            return new Finding(List.of("the market's answer is not read: " + e.getMessage()), "unknown");
        }
    }

    private final class Judging {

        private final AgentParty own;
        private final MatchingPeriod period;
        private final Optional<NetEnergy> told;
        private final List<Entry> entries;
        private final List<String> wrong = new ArrayList<>();

        Judging(AgentParty own, MatchingPeriod period, Optional<NetEnergy> told, List<Entry> entries) {
            this.own = own;
            this.period = period;
            this.entries = entries;
            this.told = told;
        }

        Finding of(Optional<String> receipt) {
            var match = pairs(entries).findFirst();
            refuseOtherBid(entries);
            if (receipt.isPresent()) {
                return new Finding(wrong, proven(receipt.get()));
            }
            match.ifPresent(made -> wrong.add("the market names the match "
                    + made.id().text() + " in a sealed period, and shows no receipt of it"));
            return new Finding(
                    wrong,
                    Entry.all(Rejection.class, entries).stream()
                            .findFirst()
                            .map(no -> "took no part: " + no.reason())
                            .orElse("no match"));
        }

        /** A home that takes part is bid for with what was taken of it. */
        private void refuseOtherBid(List<Entry> shown) {
            if (told.isEmpty()) {
                return;
            }
            var expected = new ProsumerBid(
                    (ProsumerId) own.party(),
                    limit(shown).of(told.get()),
                    SignedForecast.FORECASTER,
                    OptionalInt.empty());
            Entry.all(ProsumerBid.class, shown).stream()
                    .filter(bid -> bid.prosumer().equals(own.party()) && !bid.equals(expected))
                    .forEach(bid -> wrong.add(
                            "the market took the forecast, and bid " + bid.text() + " instead of " + expected.text()));
        }

        /** What it signed for this period, which may be another limit than it signs for now. */
        private BidLimit limit(List<Entry> shown) {
            return Entry.all(SignedBid.class, shown).stream()
                    .filter(bid -> bid.party().equals(own.party()))
                    .findFirst()
                    .map(SignedBid::limit)
                    .orElseGet(own::limit);
        }

        private String proven(String text) {
            byte[] file = text.getBytes(StandardCharsets.UTF_8);
            var verification = ReceiptVerifier.of(file, trust);
            if (!(verification instanceof Verified verified)) {
                wrong.add("the receipt does not hold: " + verification);
                return "a receipt that does not hold";
            }
            var receipt = Receipt.parse(file);
            if (!receipt.block().key().equals(new PeriodKey(own.grid(), period))) {
                wrong.add("the receipt is of " + receipt.block().key());
            }
            var proven = receipt.entries().stream().map(ProvenEntry::entry).toList();
            refuseOtherBid(proven);
            refuseMissingBid(proven);
            refuseForeignMatch(proven);
            stated.of(own, period).ifPresent(said -> refuseOtherStatement(said, proven));
            if (own.party() instanceof ProsumerId) {
                Entry.all(Exchange.class, proven)
                        .forEach(each -> refuseMoreThanMeasured(
                                each.sample(), each.flow().of(each.energy())));
                boolean sells = pairs(proven)
                        .anyMatch(pair -> pair instanceof DirectMatch match
                                && match.seller().equals(own.party()));
                var flow = sells ? Flow.STORED : Flow.RELEASED;
                Entry.all(DirectExchange.class, proven)
                        .forEach(each -> refuseMoreThanMeasured(each.sample(), flow.of(each.energy())));
            }
            roots.contradiction(receipt.checkpoint()).ifPresent(wrong::add);
            return verified.words();
        }

        /** Its signature is verified with the receipt. */
        private void refuseMissingBid(List<Entry> proven) {
            boolean isThere = Entry.all(SignedBid.class, proven).stream()
                    .anyMatch(bid -> bid.party().equals(own.party()));
            if (!isThere) {
                wrong.add("the receipt does not hold the bid that was signed for "
                        + own.party().account());
            }
        }

        /** Nothing is settled but what it stated itself, if the market took that. */
        private void refuseOtherStatement(ExchangeStatement said, List<Entry> proven) {
            var refusal = Entry.all(ExchangeRefusal.class, proven).stream().findFirst();
            if (refusal.isPresent()) {
                String reason = refusal.get().reason();
                if (reason.contains(own.party().account())) {
                    wrong.add("the market took what " + own.party().account() + " stated, and settled nothing: "
                            + reason);
                }
            } else if (!proven.contains(said)) {
                wrong.add("the receipt does not hold what " + own.party().account() + " stated of its exchange");
            }
        }

        private void refuseForeignMatch(List<Entry> proven) {
            boolean isOwn = pairs(proven).anyMatch(match -> match.parties().contains(own.party()));
            if (!isOwn) {
                wrong.add("the receipt is of a match without " + own.party().account());
            }
        }

        private static Stream<MatchedPair> pairs(List<Entry> entries) {
            return entries.stream().filter(MatchedPair.class::isInstance).map(MatchedPair.class::cast);
        }

        private void refuseMoreThanMeasured(int sample, NetEnergy settled) {
            meter.net(period, sample)
                    .filter(net -> isMore(settled, net))
                    .ifPresent(net -> wrong.add("sample " + sample + " is settled with " + settled.toMillijoules()
                            + " mJ, and the own meter measured " + net.toMillijoules() + " mJ"));
        }

        /** Below 0 is a demand. */
        private boolean isMore(NetEnergy settled, NetEnergy measured) {
            var bound = settled.isSurplus() ? measured.surplus() : measured.demand();
            return settled.energy().compareTo(bound.plus(ROUNDING)) > 0;
        }
    }
}
