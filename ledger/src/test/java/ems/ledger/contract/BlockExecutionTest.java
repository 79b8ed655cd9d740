package ems.ledger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.market.matching.Certificate;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MatchSettlement;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.AgreedPrice;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.Permission;
import ems.market.record.ProsumerBid;
import ems.market.record.Revocation;
import ems.market.record.RuleReference;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Entries that an operator might have sealed although the market's rules forbid them. */
class BlockExecutionTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final MatchingPeriod PERIOD = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));
    private static final EnergyInventory HELD = new EnergyInventory(new Energy(1_000_000), new Money(5_000));
    private static final EnergyInventory DRIVEN = HELD.taken(new Energy(100_000));
    private static final RuleReference RULE = new RuleReference("pricing", 2, "half way", "v1");
    private static final AgreedPrice PRICE = new AgreedPrice(Price.ofPencePerKilowattHour("17.945"), RULE);
    private static final VehicleBid BID = new VehicleBid(
            EV1,
            DRIVEN,
            new OperableWindow(new Energy(880_000), new Energy(1_100_000)),
            new Permission(true, true),
            Optional.of(new Power(6_000)));
    private static final Match MATCH =
            new Match(MatchId.of(PERIOD, L1, EV1), L1, EV1, new Energy(150_000), PRICE, PRICE);
    private static final MatchingResult RESULT = new MatchingResult(
            "optimal",
            MATCH.forecastEnergy(),
            MATCH.forecastEnergy(),
            MATCH.forecastEnergy(),
            Optional.of(Money.ZERO),
            Certificate.WITHOUT_PRICES.hash());
    private static final List<Exchange> EXCHANGES = List.of(
            exchange(0, Flow.STORED, 60_000, 80_000),
            exchange(1, Flow.STORED, 50_000, 130_000),
            exchange(4, Flow.RELEASED, 60_000, 70_000));
    private static final List<Entry> ENROLLED = List.of(
            new Enrolment(L1, Energy.ZERO),
            new Enrolment(L2, Energy.ZERO),
            new Enrolment(EV1, new Energy(2_000_000)),
            new InventoryEntry(EV1, Cause.JOINED, HELD),
            new Enrolment(EV2, new Energy(2_000_000)),
            new InventoryEntry(EV2, Cause.JOINED, HELD));
    /** No rule of the market binds their numbers alone: readings, forecasts, and what tables decide. */
    private static final Set<String> FREE_KINDS = Set.of(
            EntryKind.ENROLMENT.word(),
            EntryKind.PERIOD_OPENED.word(),
            EntryKind.PROSUMER_BID.word(),
            EntryKind.VEHICLE_BID.word());

    private static Exchange exchange(int sample, Flow flow, long moved, long available) {
        return new Exchange(MATCH.id(), sample, flow, new Energy(moved), new Energy(available));
    }

    private static List<Entry> traded() {
        List<Entry> entries = new ArrayList<>(List.of(
                new PeriodOpened(
                        "v1",
                        new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"))),
                new InventoryEntry(EV1, Cause.DRIVEN, DRIVEN),
                new VehicleStanding(EV1, true, Duration.ZERO, DRIVEN),
                new ProsumerBid(
                        L1, new NetEnergy(Direction.SURPLUS, new Energy(150_000)), "perfect", OptionalInt.empty()),
                BID,
                RESULT,
                MATCH));
        entries.addAll(EXCHANGES);
        entries.addAll(MatchSettlement.match(MATCH, EXCHANGES, DRIVEN));
        return entries;
    }

    private static void replay(List<Entry> first, List<Entry> second) {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), first);
        grid.play(PERIOD, second);
    }

    private static void refused(List<Entry> entries, String why) {
        assertThatThrownBy(() -> replay(ENROLLED, entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static List<Entry> changed(Predicate<Entry> which, Function<Entry, Entry> change) {
        List<Entry> entries = traded();
        for (int i = 0; i < entries.size(); i++) {
            if (which.test(entries.get(i))) {
                entries.set(i, change.apply(entries.get(i)));
                return entries;
            }
        }
        throw new AssertionError("no such entry");
    }

    private static List<Entry> withAfter(Predicate<Entry> which, Entry more) {
        List<Entry> entries = traded();
        int last = 0;
        for (int i = 0; i < entries.size(); i++) {
            last = which.test(entries.get(i)) ? i : last;
        }
        entries.add(last + 1, more);
        return entries;
    }

    @Test
    void aPeriodByTheRulesIsAccepted() {
        replay(ENROLLED, traded());
    }

    @Test
    void everyNumberThatTheMarketBindsIsChecked() {
        for (int i = 0; i < traded().size(); i++) {
            String[] fields = traded().get(i).text().split("\\|");
            for (int field = 1; field < fields.length; field++) {
                boolean free = FREE_KINDS.contains(fields[0])
                        || fields[0].equals(EntryKind.VEHICLE_STANDING.word()) && field == 3
                        || fields[0].equals(EntryKind.MATCHING_RESULT.word()) && field == 5
                        || fields[0].equals(EntryKind.EXCHANGE.word()) && field == 2;
                if (fields[field].matches("[0-9]+") && !free && !fields[field - 1].equals("pricing")) {
                    refusedWith(i, fields, field, 1);
                    refusedWith(i, fields, field, -1);
                }
            }
        }
    }

    private static void refusedWith(int index, String[] fields, int field, int difference) {
        String[] changed = fields.clone();
        changed[field] = Long.toString(Long.parseLong(fields[field]) + difference);
        String line = String.join("|", changed);
        assertThatThrownBy(() -> {
                    List<Entry> entries = traded();
                    entries.set(index, Entry.parse(line));
                    replay(ENROLLED, entries);
                })
                .as(line)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyEntryIsNeeded() {
        for (int i = 0; i < traded().size(); i++) {
            List<Entry> entries = traded();
            var dropped = entries.remove(i);
            assertThatThrownBy(() -> replay(ENROLLED, entries))
                    .as(dropped.text())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noEntryMayStandTwice() {
        for (int i = 0; i < traded().size(); i++) {
            List<Entry> entries = traded();
            entries.add(i, entries.get(i));
            if (!(entries.get(i) instanceof InventoryEntry driven && driven.cause() == Cause.DRIVEN)) {
                assertThatThrownBy(() -> replay(ENROLLED, entries))
                        .as(entries.get(i).text())
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aPriceOutsideTheGridsIsRefused() {
        for (String price : List.of("6.3999", "29.4901")) {
            var outside = new AgreedPrice(Price.ofPencePerKilowattHour(price), RULE);
            refused(
                    changed(
                            entry -> entry == MATCH,
                            entry -> new Match(MATCH.id(), L1, EV1, MATCH.forecastEnergy(), PRICE, outside)),
                    "outside the grid's");
        }
    }

    @Test
    void aPriceOnTheGridsBorderIsAccepted() {
        for (String price : List.of("6.4", "29.49")) {
            var border = new AgreedPrice(Price.ofPencePerKilowattHour(price), RULE);
            var match = new Match(MATCH.id(), L1, EV1, MATCH.forecastEnergy(), border, border);
            List<Entry> entries = new ArrayList<>(traded().subList(0, 6));
            entries.add(match);
            entries.addAll(EXCHANGES);
            entries.addAll(MatchSettlement.match(match, EXCHANGES, DRIVEN));
            replay(ENROLLED, entries);
        }
    }

    @Test
    void nobodyIsMatchedTwice() {
        var second = new Match(MatchId.of(PERIOD, L2, EV1), L2, EV1, Energy.ZERO, PRICE, PRICE);
        List<Entry> entries = withAfter(entry -> entry == MATCH, second);
        entries.add(4, new ProsumerBid(L2, NetEnergy.BALANCED, "perfect", OptionalInt.empty()));
        refused(entries, "EV1 is matched twice");
    }

    @Test
    void aMatchNeedsBothBids() {
        refused(
                changed(
                        entry -> entry == MATCH,
                        entry -> new Match(MatchId.of(PERIOD, L2, EV1), L2, EV1, Energy.ZERO, PRICE, PRICE)),
                "L2 has no bid");
        refused(
                changed(
                        entry -> entry == MATCH,
                        entry -> new Match(MatchId.of(PERIOD, L1, EV2), L1, EV2, Energy.ZERO, PRICE, PRICE)),
                "EV2 has no bid");
    }

    @Test
    void aRevokedPartyIsNotMatchedFromTheNextBlockOn() {
        for (var party : List.of(L1, EV1)) {
            List<Entry> revoked = new ArrayList<>(ENROLLED);
            revoked.add(new Revocation(party, "stolen"));
            assertThatThrownBy(() -> replay(revoked, traded())).hasMessageContaining("not enrolled, or revoked");
        }
        List<Entry> revokedMeanwhile = traded();
        revokedMeanwhile.add(0, new Revocation(EV1, "stolen"));
        replay(ENROLLED, revokedMeanwhile);
    }

    @Test
    void aStrangerIsNotMatched() {
        assertThatThrownBy(() -> replay(ENROLLED.subList(1, ENROLLED.size()), traded()))
                .hasMessageContaining("prosumer:L1 is not enrolled");
    }

    @Test
    void anEvThatEnrolsIsMatchedFromTheNextBlockOn() {
        List<Entry> joins = new ArrayList<>(ENROLLED.subList(2, 4));
        joins.addAll(traded());
        List<Entry> others = new ArrayList<>(ENROLLED.subList(0, 2));
        assertThatThrownBy(() -> replay(others, joins)).hasMessageContaining("vehicle:EV1 is not enrolled");
    }

    @Test
    void moreThanTheChargerMovesIsRefused() {
        refused(
                changed(entry -> entry == EXCHANGES.get(0), entry -> exchange(0, Flow.STORED, 60_001, 80_001)),
                "at most 60000 mJ");
    }

    /** 2.5 W are the 150,000 mJ in a period that are forecast, and 25,000 mJ in a sample. */
    private static VehicleBid fromPowerOn(long milliwatts) {
        return new VehicleBid(
                EV1,
                DRIVEN,
                BID.window(),
                BID.permission(),
                BID.chargerLimit(),
                new LeastPower(new Power(milliwatts), Power.ZERO));
    }

    @Test
    void aPairBelowTheLeastPowerIsRefused() {
        replay(ENROLLED, changed(entry -> entry == BID, entry -> fromPowerOn(2_500)));
        List<Entry> entries = changed(entry -> entry == BID, entry -> fromPowerOn(2_501));
        refused(entries, "bids and shadow prices allow 0 mJ");
        entries.set(5, nothingMatched());
        refused(entries, "its bids would exchange less than the least power of EV1");
    }

    @Test
    void aSampleBelowTheLeastPowerIsRefusedUnlessTheChargerTold() {
        replay(ENROLLED, tradedFromPowerOn(exchange(0, Flow.STORED, 25_000, 45_000)));
        var below = exchange(0, Flow.STORED, 24_999, 44_999);
        refused(
                tradedFromPowerOn(below),
                "moves nothing or at least 25000 mJ in a sample, unless its charger told of less");
        replay(ENROLLED, tradedFromPowerOn(told(below)));
        refused(
                tradedFromPowerOn(told(exchange(0, Flow.STORED, 25_000, 45_000))),
                "it names the charger, and is not below the EV's least of 25000 mJ");
    }

    private static Exchange told(Exchange exchange) {
        return new Exchange(
                exchange.match(),
                exchange.sample(),
                exchange.flow(),
                exchange.energy(),
                exchange.availableAfter(),
                true);
    }

    private static List<Entry> tradedFromPowerOn(Exchange only) {
        List<Entry> entries = new ArrayList<>(traded().subList(0, 7));
        entries.set(4, fromPowerOn(2_500));
        entries.add(only);
        entries.addAll(MatchSettlement.match(MATCH, List.of(only), DRIVEN));
        return entries;
    }

    @Test
    void belowTheFloorNothingIsReleased() {
        var available = exchange(0, Flow.RELEASED, 20_000, 0);
        var more = exchange(0, Flow.RELEASED, 20_001, 0);
        List<Entry> entries = new ArrayList<>(traded().subList(0, 7));
        entries.add(available);
        entries.addAll(MatchSettlement.match(MATCH, List.of(available), DRIVEN));
        replay(ENROLLED, entries);
        entries.set(7, more);
        refused(entries, "at most 20000 mJ");
    }

    @Test
    void anEvStoresNoMoreThanItSignedForWhateverItReleasedMeanwhile() {
        var key = SigningKey.of(new byte[32]).publicKey().text();
        List<Entry> enrolled = new ArrayList<>(ENROLLED);
        enrolled.add(new AgentKey(EV1, AgentKey.BIDS, key));
        var energy = new Energy(120_000);
        var window = new OperableWindow(new Energy(880_000), new Energy(1_020_000));
        List<Entry> entries = new ArrayList<>(traded().subList(0, 1));
        entries.add(new SignedBid(EV1, 1, energy, energy, "a.b.c"));
        entries.addAll(traded().subList(1, 4));
        entries.add(new VehicleBid(EV1, DRIVEN, window, BID.permission(), BID.chargerLimit()));
        entries.add(new MatchingResult(
                "optimal", energy, energy, energy, Optional.of(Money.ZERO), Certificate.WITHOUT_PRICES.hash()));
        var match = new Match(MATCH.id(), L1, EV1, energy, PRICE, PRICE);
        entries.add(match);
        List<Exchange> exchanges = List.of(
                exchange(0, Flow.STORED, 60_000, 80_000),
                exchange(1, Flow.RELEASED, 60_000, 20_000),
                exchange(2, Flow.STORED, 60_000, 80_000),
                exchange(3, Flow.STORED, 1, 80_001));
        entries.addAll(exchanges.subList(0, 3));
        assertThat(playAtTheDoor(enrolled, entries)).isNull();
        entries.add(exchanges.get(3));
        assertThat(playAtTheDoor(enrolled, entries)).contains("at most 0 mJ in this sample");
    }

    @Test
    void nobodyBidsForMoreThanHeSignedFor() {
        var key = SigningKey.of(new byte[32]).publicKey().text();
        List<Entry> enrolled = new ArrayList<>(ENROLLED);
        enrolled.add(new AgentKey(EV1, AgentKey.BIDS, key));
        enrolled.add(new AgentKey(L1, AgentKey.BIDS, key));
        List<Entry> entries = traded().subList(0, 5);
        entries.add(1, new SignedBid(EV1, 1, new Energy(199_999), new Energy(200_000), "a.b.c"));
        entries.add(2, new SignedBid(L1, 1, Energy.ZERO, new Energy(150_000), "a.b.c"));
        assertThat(playAtTheDoor(enrolled, entries))
                .isEqualTo("EV1 signed for less than its bid: 199999 mJ in and 200000 mJ out");
        entries.set(1, new SignedBid(EV1, 1, new Energy(200_000), new Energy(200_000), "a.b.c"));
        assertThat(playAtTheDoor(enrolled, entries)).isNull();
        entries.set(2, new SignedBid(L1, 1, Energy.ZERO, new Energy(149_999), "a.b.c"));
        assertThat(playAtTheDoor(enrolled, entries))
                .isEqualTo("L1 signed for less than its bid: 0 mJ in and 149999 mJ out");
    }

    /** What is refused of signed entries whose signatures were checked before; null: nothing. */
    private static String playAtTheDoor(List<Entry> enrolled, List<Entry> entries) {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), enrolled);
        var block = grid.state()
                .next(new PeriodKey(new GridId("home"), PERIOD), SignatureCheck.AT_THE_DOOR, EarlierPeriods.NONE);
        try {
            entries.forEach(block::next);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Test
    void samplesComeInOrder() {
        refused(
                changed(entry -> entry == EXCHANGES.get(1), entry -> exchange(0, Flow.STORED, 50_000, 130_000)),
                "sample 0 is outside [1, 5]");
    }

    @Test
    void aStandingGoesOnFromTheLastInventory() {
        refused(
                changed(
                        entry -> entry instanceof VehicleStanding,
                        entry -> new VehicleStanding(EV1, true, Duration.ZERO, HELD)),
                "the last inventory of EV1 is 900000 mJ");
    }

    private static MatchingResult nothingMatched() {
        return new MatchingResult(
                "optimal",
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                Optional.of(Money.ZERO),
                Certificate.WITHOUT_PRICES.hash());
    }

    @Test
    void energyChargedOutsideIsBookedAtTheGridsPrice() {
        var more = HELD.stored(new Energy(36_000_000), new Money(294_900));
        var cheaper = HELD.stored(new Energy(36_000_000), new Money(294_899));
        List<Entry> entries = new ArrayList<>(traded().subList(0, 1));
        entries.add(new InventoryEntry(EV1, Cause.CHARGED_OUTSIDE, more));
        entries.add(nothingMatched());
        replay(ENROLLED, entries);
        entries.set(1, new InventoryEntry(EV1, Cause.CHARGED_OUTSIDE, cheaper));
        refused(entries, "it should be");
    }

    @Test
    void energyThatMeasurementsAgreeOnLeavesTheAverageCost() {
        var more = HELD.found(HELD.energy(), Price.ofPencePerKilowattHour("29.49"));
        List<Entry> entries = new ArrayList<>(traded().subList(0, 1));
        entries.add(new InventoryEntry(EV1, Cause.MEASURED, more));
        entries.add(nothingMatched());
        replay(ENROLLED, entries);
        var dearer = new EnergyInventory(more.energy(), more.value().plus(new Money(1)));
        entries.set(1, new InventoryEntry(EV1, Cause.MEASURED, dearer));
        refused(entries, "it should be");
    }

    @Test
    void entriesStandInTheOrderOfTheSteps() {
        List<Entry> entries = traded();
        entries.add(0, entries.remove(3));
        refused(entries, "it comes after entries of the step 'Forecast'");
    }

    @Test
    void anAbandonedPeriodSettlesNothing() {
        List<Entry> entries = traded();
        entries.add(new Abandonment("missed"));
        refused(entries, "has ended before");
        List<Entry> unsettled = new ArrayList<>(traded().subList(0, 10));
        unsettled.add(new Abandonment("missed"));
        replay(ENROLLED, unsettled);
    }

    @Test
    void periodsComeInOrder() {
        var grid = new RunningGrid();
        grid.play(PERIOD, ENROLLED);
        for (var period : List.of(PERIOD, PERIOD.previous())) {
            assertThatThrownBy(() -> grid.play(period, List.of())).hasMessageContaining("does not come after");
        }
        var roots = grid.state().roots();
        assertThat(grid.play(PERIOD.next(), List.of()).roots()).isEqualTo(roots);
    }
}
