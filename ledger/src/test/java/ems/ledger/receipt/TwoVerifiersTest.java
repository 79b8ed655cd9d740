package ems.ledger.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.receipt.BrowsersVerifier.Judged;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerification.Wrong;
import ems.ledger.token.BidToken;
import ems.ledger.token.ExchangeToken;
import ems.ledger.verify.ExportedReceipts;
import ems.market.party.LeastPower;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgreedPrice;
import ems.market.record.Correction;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Flow;
import ems.market.record.HorizonEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.MeterAlgorithm;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/** Java and the browser check receipts by code that shares nothing: both come to the same verdict, line and check. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoVerifiersTest {

    private static final int FEW = 2_000;
    private static final int FEW_OF_HOMES = 600;
    private static final int MANY = 10_000;
    /** No divisor of eight or seven, so that bits of all places are changed. */
    private static final int FEW_BYTES = 5;

    private static final long SEED = 20_261_129;
    private static final Path GOLDEN = Path.of("src/test/resources/ems/ledger");
    private static final Energy PLENTY = Energy.ofKilowattHours("100");

    @TempDir
    static Path folder;

    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Receipt> ofHomes = new ArrayList<>();
    private final List<Trust> trusts = new ArrayList<>();
    private BrowsersVerifier browser;
    /** Of a period with a horizon price. */
    private Receipt weighed;

    @BeforeAll
    void run() throws IOException {
        for (String golden : List.of("demo.receipt", "kept/receipt.txt")) {
            receipts.add(Receipt.parse(Files.readAllBytes(GOLDEN.resolve(golden))));
        }
        List<NoteSigner> units = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner("rsu" + i, SigningKey.generate(new SecureRandom())))
                .toList();
        DemoReceipts.signed(folder.resolve("signed"), 3, units);
        receipts.add(last(folder.resolve("signed")));
        receipts.addAll(DemoReceipts.corrected(1, 4));
        for (MeterAlgorithm algorithm : MeterAlgorithm.values()) {
            receipts.add(last(DemoReceipts.charged(folder.resolve(algorithm.curve()), algorithm)));
        }
        var alone = DemoReceipts.signedAlone(folder.resolve("alone"));
        for (MatchId match : DemoReceipts.corrected(alone).subList(0, 4)) {
            receipts.add(new ExportedReceipts(alone).receipt(match));
        }
        weighed = last(DemoReceipts.weighed(folder.resolve("weighed"), new HorizonPrice(500)));
        receipts.add(weighed);
        var key = SigningKey.generate(new SecureRandom());
        var homes = DemoReceipts.direct(folder.resolve("homes"), 3);
        for (MatchId match : DemoReceipts.settledDirectly(homes).subList(0, 2)) {
            var direct = new ExportedReceipts(homes).receipt(match);
            ofHomes.add(direct);
            ofHomes.add(DemoReceipts.sealedAgain(direct, signedByHomes(direct, key, PLENTY)));
            ofHomes.add(DemoReceipts.sealedAgain(direct, abandoned(direct)));
        }
        var plain = receipts.get(0);
        receipts.add(DemoReceipts.sealedAgain(plain, withBids(plain, key)));
        receipts.add(DemoReceipts.sealedAgain(plain, stated(plain, key)));
        receipts.add(DemoReceipts.sealedAgain(plain, unstated(plain)));
        receipts.add(DemoReceipts.sealedAgain(plain, abandoned(plain)));
        receipts.add(DemoReceipts.sealedAgain(plain, fromPowerOn(plain, leastOfSamples(plain))));
        receipts.add(DemoReceipts.sealedAgain(plain, fromPowerOn(plain, forecastPower(plain))));

        var validators = "quorum 2\n"
                + units.stream().map(unit -> unit.verifier().text() + "\n").collect(Collectors.joining());
        var anchors = Files.readString(folder.resolve("signed").resolve("anchors.txt"));
        var keys = "prosumer:L1 " + key.publicKey().text() + "\nvehicle:EV1 "
                + key.publicKey().text();
        trusts.add(Trust.NOBODY);
        trusts.add(Trust.NOBODY.withValidators(validators.lines().toList()));
        trusts.add(Trust.NOBODY.withAnchors(anchors.lines().toList()));
        trusts.add(Trust.NOBODY.withKeys(keys.lines().toList()));
        browser = new BrowsersVerifier(
                Files.createDirectory(folder.resolve("browser")),
                Stream.of(
                                Map.<String, String>of(),
                                Map.of("validators", validators),
                                Map.of("anchors", anchors),
                                Map.of("keys", keys))
                        .map(BrowsersVerifier::trust)
                        .toList());
    }

    private static Receipt last(Path ledger) throws IOException {
        var settled = DemoReceipts.settled(ledger);
        return new ExportedReceipts(ledger).receipt(settled.get(settled.size() - 1));
    }

    /** Both of the pair sign for enough. */
    private static List<Entry> withBids(Receipt honest, SigningKey key) {
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest));
        var match = Entry.all(Match.class, entries).get(0);
        var block = honest.block().key();
        for (Party party : List.of(match.prosumer(), match.vehicle())) {
            String token = new BidToken(party, block.grid(), block.period(), 4, PLENTY, PLENTY).sign(key);
            entries.add(1, new SignedBid(party, 4, PLENTY, PLENTY, token));
        }
        return entries;
    }

    /** Both homes sign for this much. */
    private static List<Entry> signedByHomes(Receipt honest, SigningKey key, Energy most) {
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest));
        var block = honest.block().key();
        for (Party party : Entry.all(DirectMatch.class, entries).get(0).parties()) {
            String token = new BidToken(party, block.grid(), block.period(), 4, most, most).sign(key);
            entries.add(1, new SignedBid(party, 4, most, most, token));
        }
        return entries;
    }

    /** The home is private: both sign for enough, and what they exchanged. */
    private static List<Entry> stated(Receipt honest, SigningKey key) {
        var entries = withBids(honest, key);
        var match = Entry.all(Match.class, entries).get(0);
        var block = honest.block().key();
        var samples = Correction.samples(Entry.all(Exchange.class, entries));
        int place = entries.indexOf(match) + 1;
        for (Party party : List.of(match.vehicle(), match.prosumer())) {
            Party with = party.equals(match.vehicle()) ? match.prosumer() : match.vehicle();
            var token = new ExchangeToken(party, block.grid(), block.period(), with, samples, Optional.empty());
            entries.add(place, token.statement(token.sign(key)));
        }
        return entries;
    }

    /** The home is private, and nothing is settled. */
    private static List<Entry> unstated(Receipt honest) {
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest).stream()
                .takeWhile(entry -> entry.kind() != EntryKind.EXCHANGE)
                .toList());
        entries.add(new ExchangeRefusal(honest.match(), "no statement of prosumer:L1 came in time"));
        return entries;
    }

    /** The EV's least power is this; of samples below it the charger told. */
    private static List<Entry> fromPowerOn(Receipt honest, Power least) {
        return DemoReceipts.entries(honest).stream()
                .map(entry -> {
                    if (entry instanceof VehicleBid bid) {
                        return fromPowerOn(bid, least);
                    }
                    return entry instanceof Exchange exchange ? told(exchange, isBelow(exchange, least)) : entry;
                })
                .toList();
    }

    private static boolean isBelow(Exchange exchange, Power least) {
        return exchange.energy().compareTo(Energy.of(least, MatchingPeriod.SAMPLE)) < 0;
    }

    private static VehicleBid fromPowerOn(VehicleBid bid, Power least) {
        return new VehicleBid(
                bid.vehicle(),
                bid.inventory(),
                bid.window(),
                bid.permission(),
                bid.chargerLimit(),
                new LeastPower(least, least));
    }

    private static Power leastOfSamples(Receipt honest) {
        return new Power(Entry.all(Exchange.class, DemoReceipts.entries(honest)).stream()
                        .mapToLong(exchange -> exchange.energy().millijoules())
                        .min()
                        .orElseThrow()
                / MatchingPeriod.SAMPLE.toSeconds());
    }

    private static Power forecastPower(Receipt honest) {
        var match = Entry.all(Match.class, DemoReceipts.entries(honest)).get(0);
        return new Power(match.forecastEnergy().millijoules() / MatchingPeriod.LENGTH.toSeconds());
    }

    private static List<Entry> abandoned(Receipt honest) {
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest).stream()
                .takeWhile(entry -> entry.kind() != EntryKind.EXCHANGE && entry.kind() != EntryKind.DIRECT_EXCHANGE)
                .toList());
        entries.add(new Abandonment("no readings"));
        return entries;
    }

    private String verdict(Judged judged) {
        var found = ReceiptVerifier.of(judged.file(), trusts.get(judged.trust()));
        return found instanceof Wrong wrong ? wrong.line() + " " + wrong.check().word() : "verified";
    }

    private List<String> assertAlike(List<Judged> files) {
        List<String> byJava = files.stream().map(this::verdict).toList();
        List<String> byBrowser = browser.verdicts(files);
        assertThat(byBrowser).hasSameSizeAs(byJava);
        for (int i = 0; i < files.size(); i++) {
            int number = i;
            assertThat(byBrowser.get(i))
                    .as(() -> "file " + number + " with trust "
                            + files.get(number).trust() + ": "
                            + ReceiptVerifier.of(
                                    files.get(number).file(),
                                    trusts.get(files.get(number).trust())) + "\n"
                            + Base64.getEncoder()
                                    .encodeToString(files.get(number).file()))
                    .isEqualTo(byJava.get(i));
        }
        return byJava;
    }

    @Test
    void honest_receipts_are_judged_alike_whatever_is_trusted() {
        List<Judged> files = new ArrayList<>();
        for (Receipt receipt :
                Stream.concat(receipts.stream(), ofHomes.stream()).toList()) {
            for (int trust = 0; trust < trusts.size(); trust++) {
                files.add(new Judged(trust, DemoReceipts.bytes(receipt)));
            }
        }
        assertThat(receipts)
                .anyMatch(receipt -> receipt.corrections().size() > 0)
                .allSatisfy(receipt ->
                        assertThat(ReceiptVerifier.of(receipt, Trust.NOBODY)).isInstanceOf(Verified.class));
        assertThat(assertAlike(files)).contains("3 anchor", "verified");
    }

    /**
     * What an operator might seal of a horizon price: that there is none, two, another measure, pairs worth more than all, more or less
     * than their energy can be worth, or optimal pairs that are not the best.
     */
    @Test
    void lies_about_a_horizon_price_are_refused_by_both() {
        assertThat(weighed.text()).startsWith("ems-receipt-6\n").contains("|horizon-price|500|");
        var entries = DemoReceipts.entries(weighed);
        var horizon = Entry.all(HorizonEntry.class, entries).get(0);
        var result = Entry.all(MatchingResult.class, entries).get(0);
        var worth = result.worth().orElseThrow();
        List<Entry> without = new ArrayList<>(entries);
        without.remove(horizon);
        List<Entry> twice = new ArrayList<>(entries);
        twice.add(entries.indexOf(horizon), horizon);
        long honest = worth.taken().millijoules();
        long most = 1_500 * result.forecastEnergy().millijoules();
        assertThat(honest).isLessThanOrEqualTo(most);
        var low = new MatchingResult.Worth(Energy.ZERO, worth.greedy());
        List<Judged> files = Stream.of(
                        without,
                        twice,
                        replaced(entries, result, measuredBy(result, Optional.empty())),
                        replaced(entries, result, measuredBy(result, Optional.of(low))),
                        replaced(entries, result, worth(result, most + 1, most + 1)),
                        replaced(entries, result, worth(result, Long.MAX_VALUE, Long.MAX_VALUE)),
                        replaced(entries, result, worth(result, honest, honest + 1)),
                        replaced(entries, result, moving(result, PLENTY)),
                        replaced(entries, result, moving(result, new Energy(Long.MAX_VALUE))))
                .map(lie -> new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(weighed, lie))))
                .toList();
        assertThat(assertAlike(files)).hasSize(9).allMatch(verdict -> verdict.endsWith(" rules"));
    }

    private static List<Entry> replaced(List<Entry> entries, Entry one, Entry other) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(entries.indexOf(one), other);
        return changed;
    }

    private static MatchingResult worth(MatchingResult result, long taken, long bound) {
        var worth = new MatchingResult.Worth(
                new Energy(taken), result.worth().orElseThrow().greedy());
        return new MatchingResult(
                result.algorithm(),
                result.forecastEnergy(),
                result.greedyEnergy(),
                new Energy(bound),
                result.greedyLoss(),
                result.certificate(),
                Optional.of(worth));
    }

    private static MatchingResult moving(MatchingResult result, Energy forecast) {
        return new MatchingResult(
                result.algorithm(),
                forecast,
                result.greedyEnergy(),
                result.bound(),
                result.greedyLoss(),
                result.certificate(),
                result.worth());
    }

    private static MatchingResult measuredBy(MatchingResult result, Optional<MatchingResult.Worth> worth) {
        return new MatchingResult(
                result.algorithm(),
                result.forecastEnergy(),
                result.greedyEnergy(),
                result.bound(),
                result.greedyLoss(),
                result.certificate(),
                worth);
    }

    @Test
    void changed_receipts_are_judged_alike() {
        assertChangedAlike(FEW, SEED);
    }

    @Test
    @Tag("slow")
    void ten_thousand_changed_receipts_are_judged_alike() {
        assertChangedAlike(MANY, SEED + 1);
    }

    @Test
    void changed_receipts_of_two_homes_are_judged_alike() {
        assertThat(verdictsOfChanged(ofHomes, FEW_OF_HOMES, SEED)).containsKeys("file", "place", "rules", "verified");
    }

    private void assertChangedAlike(int most, long seed) {
        // whatever a check is there for, some of these files fail it
        assertThat(verdictsOfChanged(receipts, most, seed))
                .containsKeys(
                        "file",
                        "header",
                        "anchor",
                        "place",
                        "rules",
                        "bid",
                        "statement",
                        "log",
                        "correction",
                        "validators",
                        "verified");
    }

    private Map<String, Long> verdictsOfChanged(List<Receipt> honest, int most, long seed) {
        var mutated = new MutatedReceipts(honest, seed);
        List<Judged> files = IntStream.range(0, most)
                .mapToObj(i -> new Judged(i % trusts.size(), mutated.next()))
                .toList();
        return assertAlike(files).stream()
                .collect(Collectors.groupingBy(verdict -> verdict.replaceAll("[0-9]+ ", ""), Collectors.counting()));
    }

    @Test
    void one_bit_changed_in_a_byte_is_refused_by_both() {
        assertChangedBitsRefused(FEW_BYTES);
    }

    @Test
    @Tag("slow")
    void one_bit_changed_in_any_byte_is_refused_by_both() {
        assertChangedBitsRefused(1);
    }

    private void assertChangedBitsRefused(int step) {
        var signed = receipts.get(2);
        List<Judged> files = new ArrayList<>(withOneBitChanged(receipts.get(0), 0, step));
        files.addAll(withOneBitChanged(signed, signed.text().indexOf("\nlog|"), step));
        assertThat(assertAlike(files)).isNotEmpty().doesNotContain("verified");
    }

    private static List<Judged> withOneBitChanged(Receipt receipt, int from, int step) {
        byte[] file = DemoReceipts.bytes(receipt);
        return every(step, from, file.length)
                .mapToObj(at -> {
                    byte[] changed = file.clone();
                    changed[at] ^= (byte) (1 << at % 8);
                    return new Judged(0, changed);
                })
                .toList();
    }

    private static IntStream every(int step, int from, int end) {
        return IntStream.iterate(from, at -> at < end, at -> at + step);
    }

    /** An operator seals what it likes: only the meter's signature speaks against it. */
    @Test
    void one_bit_changed_in_a_signed_record_is_named_by_both() {
        assertChangedRecordsNamed(FEW_BYTES);
    }

    @Test
    @Tag("slow")
    void one_bit_changed_in_any_byte_of_a_signed_record_is_named_by_both() {
        assertChangedRecordsNamed(1);
    }

    private void assertChangedRecordsNamed(int step) {
        var honest = receipts.stream()
                .filter(receipt -> receipt.text().startsWith(Receipt.MEASURED_TAG))
                .findFirst()
                .orElseThrow();
        var entries = DemoReceipts.entries(honest);
        var signed = Entry.all(SignedRegisters.class, entries).get(0);
        List<Judged> files = new ArrayList<>();
        for (int record = 0; record < signed.records().size(); record++) {
            byte[] ocmf = Base64.getUrlDecoder().decode(signed.records().get(record));
            int payload = new String(ocmf, StandardCharsets.UTF_8).lastIndexOf('|');
            for (int at = 0; at < payload; at += step) {
                byte[] changed = ocmf.clone();
                changed[at] ^= (byte) (1 << at % 7);
                List<String> records = new ArrayList<>(signed.records());
                records.set(record, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
                files.add(resealed(honest, signed, signed.stored(), records));
            }
        }
        files.add(resealed(honest, signed, Optional.of(PLENTY), signed.records()));
        int line = honest.lineOf(entries.indexOf(signed));
        assertThat(assertAlike(files)).hasSizeGreaterThan(400 / step).containsOnly(line + " record");
    }

    @Test
    void more_than_the_meter_signed_is_refused_by_both() {
        var honest = receipts.stream()
                .filter(receipt -> receipt.text().startsWith(Receipt.MEASURED_TAG))
                .findFirst()
                .orElseThrow();
        List<Entry> entries = new ArrayList<>(DemoReceipts.entries(honest));
        var first = Entry.all(Exchange.class, entries).get(0);
        var signed = Entry.all(SignedRegisters.class, entries).get(0);
        var most = first.flow() == Flow.STORED ? signed.stored() : signed.released();
        int at = entries.indexOf(first);
        entries.set(
                at,
                new Exchange(
                        first.match(),
                        first.sample(),
                        first.flow(),
                        most.orElseThrow().plus(new Energy(1)),
                        first.availableAfter()));
        assertThat(assertAlike(List.of(new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(honest, entries))))))
                .containsExactly(honest.lineOf(at) + " rules");
    }

    @Test
    void an_exchange_that_two_statements_do_not_lead_to_is_refused_by_both() {
        var key = SigningKey.generate(new SecureRandom());
        var plain = receipts.get(0);
        var honest = stated(plain, key);
        int first = indexOf(honest, ExchangeStatement.class::isInstance);
        var home = (ExchangeStatement) honest.get(first);
        var less = new ArrayList<>(home.samples());
        int moved = indexOf(honest, Exchange.class::isInstance);
        int sample = ((Exchange) honest.get(moved)).sample();
        less.set(sample, NetEnergy.ofMillijoules(less.get(sample).toMillijoules() / 2));
        var changed = new ExchangeStatement(home.match(), home.party(), less, home.records(), home.token());
        List<Entry> without = new ArrayList<>(honest);
        without.remove(first + 1);
        List<Entry> swapped = new ArrayList<>(honest);
        Collections.swap(swapped, first, first + 1);
        List<Entry> refused = new ArrayList<>(honest);
        refused.add(first, new ExchangeRefusal(home.match(), "late"));
        List<Judged> files = Stream.of(honest, with(honest, first, changed), without, swapped, refused)
                .map(entries -> new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(plain, entries))))
                .toList();
        var verdicts = assertAlike(files);
        assertThat(verdicts.get(0)).isEqualTo("verified");
        assertThat(verdicts.get(1)).endsWith(" statement");
        assertThat(verdicts.subList(2, 5))
                .allSatisfy(verdict -> assertThat(verdict).endsWith(" rules"));
    }

    @Test
    void a_trade_between_homes_that_bids_prices_and_exchanges_do_not_lead_to_is_refused_by_both() {
        var honest = ofHomes.get(0);
        var entries = DemoReceipts.entries(honest);
        int result = indexOf(entries, DirectResult.class::isInstance);
        int match = indexOf(entries, DirectMatch.class::isInstance);
        int moved = indexOf(entries, DirectExchange.class::isInstance);
        int booked = indexOf(entries, DirectLine.class::isInstance);
        var pair = (DirectMatch) entries.get(match);
        var exchange = (DirectExchange) entries.get(moved);
        var line = (DirectLine) entries.get(booked);
        var more = new Energy(pair.forecastEnergy().millijoules() + 1);
        var less = new Energy(pair.forecastEnergy().millijoules() - 1);
        var dear =
                new AgreedPrice(Price.ofPencePerKilowattHour("30"), pair.price().rule());
        List<Entry> swapped = new ArrayList<>(entries);
        Collections.swap(swapped, match, result);
        var key = SigningKey.generate(new SecureRandom());
        List<List<Entry>> lies = List.of(
                with(entries, result, new DirectResult(less)),
                with(entries, match, new DirectMatch(pair.id(), pair.seller(), pair.buyer(), more, pair.price())),
                with(
                        entries,
                        match,
                        new DirectMatch(pair.id(), pair.seller(), pair.buyer(), pair.forecastEnergy(), dear)),
                with(
                        entries,
                        match,
                        new DirectMatch(pair.id(), pair.buyer(), pair.seller(), pair.forecastEnergy(), pair.price())),
                swapped,
                signedByHomes(honest, key, less),
                with(entries, moved, new DirectExchange(exchange.match(), exchange.sample(), new Energy(1))),
                with(
                        entries,
                        booked,
                        new DirectLine(
                                line.match(),
                                line.seller(),
                                line.buyer(),
                                line.energy(),
                                line.price(),
                                line.amount().plus(new Money(1)))),
                entries.subList(0, booked));
        var verdicts = assertAlike(lies.stream()
                .map(lie -> new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(honest, lie))))
                .toList());
        String atMatch = honest.lineOf(match) + " rules";
        assertThat(verdicts)
                .containsExactly(
                        atMatch,
                        atMatch,
                        atMatch,
                        atMatch,
                        honest.lineOf(result) + " rules",
                        honest.lineOf(match + 2) + " rules",
                        honest.lineOf(booked) + " rules",
                        honest.lineOf(booked) + " rules",
                        honest.lineOf(booked - 1) + " rules");
    }

    @Test
    void less_than_the_least_power_is_refused_by_both_unless_the_charger_told() {
        var plain = receipts.get(0);
        var least = forecastPower(plain);
        List<Entry> told = fromPowerOn(plain, least);
        int below = indexOf(told, entry -> entry instanceof Exchange exchange && exchange.toldByCharger());
        int enough = indexOf(told, entry -> entry instanceof Exchange exchange && !exchange.toldByCharger());
        int match = indexOf(told, Match.class::isInstance);
        List<Judged> files = Stream.of(
                        told,
                        with(told, below, told((Exchange) told.get(below), false)),
                        with(told, enough, told((Exchange) told.get(enough), true)),
                        fromPowerOn(plain, new Power(least.milliwatts() + 1)))
                .map(entries -> new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(plain, entries))))
                .toList();
        assertThat(assertAlike(files))
                .containsExactly(
                        "verified",
                        plain.lineOf(below) + " rules",
                        plain.lineOf(enough) + " rules",
                        plain.lineOf(match) + " rules");
    }

    private static int indexOf(List<Entry> entries, Predicate<Entry> which) {
        return IntStream.range(0, entries.size())
                .filter(i -> which.test(entries.get(i)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Entry> with(List<Entry> entries, int at, Entry other) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(at, other);
        return changed;
    }

    private static Exchange told(Exchange exchange, boolean byCharger) {
        return new Exchange(
                exchange.match(),
                exchange.sample(),
                exchange.flow(),
                exchange.energy(),
                exchange.availableAfter(),
                byCharger);
    }

    private static Judged resealed(
            Receipt honest, SignedRegisters signed, Optional<Energy> stored, List<String> records) {
        var entries = new ArrayList<>(DemoReceipts.entries(honest));
        entries.set(
                entries.indexOf(signed),
                new SignedRegisters(
                        signed.match(), stored, signed.released(), signed.algorithm(), signed.key(), records));
        return new Judged(0, DemoReceipts.bytes(DemoReceipts.sealedAgain(honest, entries)));
    }

    @Test
    void a_file_of_any_length_is_judged_alike() {
        byte[] tag = (Receipt.PLAIN_TAG + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] large = new byte[Receipt.MOST_BYTES + 1];
        System.arraycopy(tag, 0, large, 0, tag.length);
        assertThat(assertAlike(List.of(new Judged(0, new byte[0]), new Judged(0, tag), new Judged(0, large))))
                .containsExactly("1 file", "2 file", "1 file");
    }
}
