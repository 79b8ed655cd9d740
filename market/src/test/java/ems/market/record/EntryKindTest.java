package ems.market.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.EnergyInventory;
import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.HorizonDay.Past;
import ems.market.record.HorizonDay.Why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryKindTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchingPeriod PERIOD = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String VALIDATOR = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String VOTE = "rsu-1+yw/4vfIw+7hG==";
    private static final String OTHER_VOTE = "rsu-2+AAECAw==";
    private static final String OTHER_VALIDATOR = "rsu-2+0000abcd+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX";
    private static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String POINT = "A".repeat(85) + "Q";
    private static final MatchId ID = MatchId.of(new MatchingPeriod(Instant.parse("2019-08-04T00:05:00Z")), L1, EV1);
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final MatchId DIRECT = new MatchId("2019-08-04T00:05:00Z~L1~L2");
    private static final RuleReference RULE = new RuleReference("pricing", 7, "An EV sells at cost plus 10 %", "3");
    private static final AgreedPrice PRICE = new AgreedPrice(Price.ofPencePerKilowattHour("-17.945"), RULE);
    private static final List<NetEnergy> SAMPLES =
            Stream.of(3, 0, 0, -2, 0, 0).map(NetEnergy::ofMillijoules).toList();
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");
    private static final HorizonPricing HALF = HorizonPricing.always(new HorizonPrice(500));
    private static final FleetFill FILL = new FleetFill(new Energy(3), new Energy(8));
    private static final EnergyInventory INVENTORY = new EnergyInventory(new Energy(5), new Money(-7));

    /** One of each kind, each with its line as files and ledgers hold it. */
    static Stream<Example> examples() {
        String match = "2019-08-04T00:05:00Z~L1~EV1";
        String direct = "2019-08-04T00:05:00Z~L1~L2";
        String rule = "pricing|7|An EV sells at cost plus 10 %|3";
        return Stream.of(
                new Example("enrolment|vehicle:EV1|9", new Enrolment(EV1, new Energy(9))),
                new Example("revocation|prosumer:L1|meter broken", new Revocation(L1, "meter broken")),
                new Example(
                        "membership-order|vehicle:EV1|REVOKE|17",
                        new MembershipOrder(EV1, MembershipOrder.Change.REVOKE, 17)),
                new Example(
                        "membership-order|prosumer:L1|PRIVATE|18",
                        new MembershipOrder(L1, MembershipOrder.Change.PRIVATE, 18)),
                new Example("metering|L1|PRIVATE", new HomeMetering(L1, HomeMetering.Mode.PRIVATE)),
                new Example("metering|L1|METERED", new HomeMetering(L1, HomeMetering.Mode.METERED)),
                new Example(
                        "period-opened|v2|64000|294900",
                        new PeriodOpened("v2", new GridPrices(new Price(64_000), new Price(294_900)))),
                new Example(
                        "direct-trade|leftovers|scenario", new DirectTradeSetting(DirectTrade.LEFTOVERS, "scenario")),
                new Example("trail-seal|17|" + HASH, new TrailSeal(17, HASH)),
                new Example(
                        "standing|EV1|yes|30|5|-7", new VehicleStanding(EV1, true, Duration.ofSeconds(30), INVENTORY)),
                new Example(
                        "signed-forecast|L1|DEMAND|4|e.e.e",
                        new SignedForecast(L1, NetEnergy.between(Energy.ZERO, new Energy(4)), "e.e.e")),
                new Example(
                        "forecast-refusal|L1|its agent sent none in time",
                        new ForecastRefusal(L1, "its agent sent none in time")),
                new Example(
                        "prosumer-bid|L1|DEMAND|4|persistence|-",
                        new ProsumerBid(
                                L1, NetEnergy.between(Energy.ZERO, new Energy(4)), "persistence", OptionalInt.empty())),
                new Example(
                        "prosumer-bid|L1|SURPLUS|4|federated|7",
                        new ProsumerBid(
                                L1, NetEnergy.between(new Energy(4), Energy.ZERO), "federated", OptionalInt.of(7))),
                new Example(
                        "global-model|7|2026-01-31T12:00:00Z|trimmed mean|2|" + HASH,
                        new GlobalModel(7, PERIOD, "trimmed mean", 2, HASH)),
                new Example("model-update|L1|6|1920|" + HASH, new ModelUpdate(L1, 6, 1_920, HASH)),
                new Example("model-refusal|L1|it changes nothing", new ModelRefusal(L1, "it changes nothing")),
                new Example("vehicle-bid|EV1|5|-7|1|8|yes|no|-1", vehicleBid(Optional.empty())),
                new Example("vehicle-bid|EV1|5|-7|1|8|yes|no|0", vehicleBid(Optional.of(Power.ZERO))),
                new Example("vehicle-bid|EV1|5|-7|1|8|yes|no|-1|1380000|0", choosyBid(1_380_000, 0)),
                new Example("vehicle-bid|EV1|5|-7|1|8|yes|no|-1|0|2", choosyBid(0, 2)),
                new Example("rejection|vehicle:EV1|too late|" + rule, new Rejection(EV1, "too late", RULE)),
                new Example(
                        "matching|optimal|9|8|9|-7|5feceb66",
                        new MatchingResult(
                                "optimal",
                                new Energy(9),
                                new Energy(8),
                                new Energy(9),
                                Optional.of(new Money(-7)),
                                "5feceb66")),
                new Example(
                        "horizon-plan|2026-01-31|500|500|first",
                        new HorizonDay(DAY, HALF, HALF, Why.FIRST, Optional.empty())),
                new Example(
                        "horizon-plan|2026-01-31|table|table|new-day|-|" + HASH + '|' + HASH,
                        new HorizonDay(
                                DAY,
                                HorizonPricing.TABLE,
                                HorizonPricing.TABLE,
                                Why.NEW_DAY,
                                Optional.of(new Past(Optional.empty(), HASH, HASH)))),
                new Example(
                        "horizon-plan|2026-01-31|chosen|0|by-setting|2026-01-30|" + HASH + '|' + HASH,
                        new HorizonDay(
                                DAY,
                                HorizonPricing.CHOSEN,
                                HorizonPricing.always(HorizonPrice.ZERO),
                                Why.BY_SETTING,
                                Optional.of(new Past(Optional.of(DAY.minusDays(1)), HASH, HASH)))),
                new Example("horizon-price|-500|3|8", new HorizonEntry(new HorizonPrice(-500), FILL)),
                new Example(
                        "matching|optimal|9|8|1350|-|5feceb66|1350|1200",
                        new MatchingResult(
                                "optimal",
                                new Energy(9),
                                new Energy(8),
                                new Energy(1_350),
                                Optional.empty(),
                                "5feceb66",
                                Optional.of(new MatchingResult.Worth(new Energy(1_350), new Energy(1_200))))),
                new Example("shadow-price|EV1|9", new ShadowPrice(new VehicleId("EV1"), new Energy(9))),
                new Example("trading-partner|L1|EV1", new TradingPartner(new ProsumerId("L1"), new VehicleId("EV1"))),
                new Example(
                        "match|" + match + "|L1|EV1|6|-179450|" + rule + "|-179450|" + rule,
                        new Match(ID, L1, EV1, new Energy(6), PRICE, PRICE)),
                new Example("direct-matching|9", new DirectResult(new Energy(9))),
                new Example(
                        "direct-match|" + direct + "|L1|L2|6|-179450|" + rule,
                        new DirectMatch(DIRECT, L1, L2, new Energy(6), PRICE)),
                new Example("direct-exchange|" + direct + "|5|6", new DirectExchange(DIRECT, 5, new Energy(6))),
                new Example(
                        "direct-settlement|" + direct + "|prosumer:L1|prosumer:L2|6|-179450|" + rule + "|-7",
                        new DirectLine(DIRECT, L1, L2, new Energy(6), PRICE, new Money(-7))),
                new Example(
                        "signed-registers|" + match + "|3|-|ECDSA-secp256r1-SHA256|" + POINT + "|T0NNRg.T0NNRnw",
                        new SignedRegisters(
                                ID,
                                Optional.of(new Energy(3)),
                                Optional.empty(),
                                MeterAlgorithm.SECP256R1,
                                POINT,
                                List.of("T0NNRg", "T0NNRnw"))),
                new Example(
                        "exchange-statement|" + match + "|prosumer:L1|3|0|0|-2|0|0|-|e.e.e",
                        new ExchangeStatement(ID, L1, SAMPLES, Optional.empty(), "e.e.e")),
                new Example(
                        "exchange-statement|" + match + "|vehicle:EV1|3|0|0|-2|0|0|" + HASH + "|e.e.e",
                        new ExchangeStatement(ID, EV1, SAMPLES, Optional.of(HASH), "e.e.e")),
                new Example(
                        "exchange-refusal|" + match + "|no statement of prosumer:L1 came in time",
                        new ExchangeRefusal(ID, "no statement of prosumer:L1 came in time")),
                new Example(
                        "exchange|" + match + "|5|RELEASED|3|2",
                        new Exchange(ID, 5, Flow.RELEASED, new Energy(3), new Energy(2))),
                new Example(
                        "exchange|" + match + "|5|STORED|3|2|charger",
                        new Exchange(ID, 5, Flow.STORED, new Energy(3), new Energy(2), true)),
                new Example(
                        "settlement|" + match + "|STORED|vehicle:EV1|prosumer:L1|3|-179450|" + rule + "|4|-4",
                        new SettlementLine(
                                ID, Flow.STORED, EV1, L1, new Energy(3), PRICE, new Money(4), new Money(-4))),
                new Example(
                        "inventory|EV1|CHARGED_OUTSIDE|5|-7",
                        new InventoryEntry(EV1, InventoryEntry.Cause.CHARGED_OUTSIDE, INVENTORY)),
                new Example(
                        "validators|2|" + VALIDATOR + " " + OTHER_VALIDATOR,
                        new Validators(2, List.of(VALIDATOR, OTHER_VALIDATOR))),
                new Example(
                        "validators|1|" + VALIDATOR + "|" + VOTE + " " + OTHER_VOTE,
                        new Validators(1, List.of(VALIDATOR), List.of(VOTE, OTHER_VOTE))),
                new Example("agent-key|vehicle:EV1|EdDSA|" + KEY, new AgentKey(EV1, "EdDSA", KEY)),
                new Example("agent-key|vehicle:EV1|ES256|" + POINT, new AgentKey(EV1, "ES256", POINT)),
                new Example(
                        "signed-bid|prosumer:L1|17|3600000|0|eyJ.e30.A-_A",
                        new SignedBid(L1, 17, new Energy(3_600_000), Energy.ZERO, "eyJ.e30.A-_A")),
                new Example(
                        "correction|" + match + "|L1|EV1|3|0|0|-2|0|0|3|1|-4|" + rule,
                        new Correction(ID, L1, EV1, SAMPLES, new Energy(3), new Energy(1), new Money(-4), RULE)),
                new Example(
                        "correction-line|yes|" + match + "|STORED|prosumer:L1|vehicle:EV1|3|-179450|" + rule + "|4|-4",
                        new CorrectionLine(
                                true,
                                new SettlementLine(
                                        ID, Flow.STORED, L1, EV1, new Energy(3), PRICE, new Money(4), new Money(-4)))),
                new Example("abandonment|missed", new Abandonment("missed")));
    }

    private static VehicleBid choosyBid(long charging, long discharging) {
        var any = vehicleBid(Optional.empty());
        return new VehicleBid(
                EV1,
                INVENTORY,
                any.window(),
                any.permission(),
                any.chargerLimit(),
                new LeastPower(new Power(charging), new Power(discharging)));
    }

    private static VehicleBid vehicleBid(Optional<Power> limit) {
        return new VehicleBid(
                EV1, INVENTORY, new OperableWindow(new Energy(1), new Energy(8)), new Permission(true, false), limit);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEntryIsItsLine(Example example) {
        assertThat(example.entry().text()).isEqualTo(example.line());
        assertThat(Entry.parse(example.line())).isEqualTo(example.entry());
    }

    /** Lines of earlier ledgers stay what they were: what nobody needs to say has one form, and is not said. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vehicle-bid|EV1|5|-7|1|8|yes|no",
                "vehicle-bid|EV1|5|-7|1|8|yes|no|-1|",
                "vehicle-bid|EV1|5|-7|1|8|yes|no|-1|0|0",
                "vehicle-bid|EV1|5|-7|1|8|yes|no|-1|1380000",
                "vehicle-bid|EV1|5|-7|1|8|yes|no|-1|1380000|-1",
                "vehicle-bid|EV1|5|-7|1|8|yes|no|-1|1380000|0|0",
                "exchange|2026-01-31T12:00:00Z~L1~EV1|5|STORED|3",
                "exchange|2026-01-31T12:00:00Z~L1~EV1|5|STORED|3|2|",
                "exchange|2026-01-31T12:00:00Z~L1~EV1|5|STORED|3|2|charger|",
                "exchange|2026-01-31T12:00:00Z~L1~EV1|5|STORED|3|2|home"
            })
    void aLeastPowerHasOneForm(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(line));
    }

    @Test
    void everyKindHasAnExample() {
        assertThat(examples().map(example -> example.entry().kind()).distinct())
                .containsExactlyInAnyOrder(EntryKind.values());
    }

    @Test
    void theLinesOfManyEntriesAreTheirTextsOneByOne() throws IOException {
        var entries = examples().map(Example::entry).toList();
        var texts = entries.stream().map(Entry::text).toList();
        for (var lines : List.of(EntryLines.of(entries), EntryLines.ofTexts(texts))) {
            assertThat(lines.toList().stream().map(line -> new String(line, StandardCharsets.UTF_8)))
                    .containsExactlyElementsOf(texts);
            var out = new ByteArrayOutputStream();
            lines.writeTo(out);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("\n", texts) + '\n');
        }
        var writer = new EntryLinesWriter();
        writer.write(entries);
        assertThat(writer.write(entries.subList(1, entries.size())).toList())
                .containsExactlyElementsOf(EntryLines.ofTexts(texts).toList().subList(1, texts.size()));
        assertThat(EntryLines.of(List.of()).toList()).isEmpty();
        assertThat(EntryLines.ofTexts(List.of()).toList()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aLineBeginsWithThePrefixOfItsKindOnly(Example example) {
        assertThat(Stream.of(EntryKind.values()).filter(kind -> example.line().startsWith(kind.prefix())))
                .containsExactly(example.entry().kind());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noKindIsRecordedBeforeItsEarliestStep(Example example) {
        var entry = example.entry();
        assertThat(entry.earliestStep()).isLessThanOrEqualTo(entry.latestStep());
        assertThat(entry.earliestStep()).isGreaterThanOrEqualTo(entry.kind().earliest());
        assertThat(entry.latestStep()).isLessThanOrEqualTo(entry.kind().latest());
    }

    @ParameterizedTest
    @EnumSource(InventoryEntry.Cause.class)
    void anInventoryIsWrittenInTheStepOfItsCause(InventoryEntry.Cause cause) {
        var step = switch (cause) {
            case JOINED -> Step.ENROL;
            case DRIVEN, CHARGED_OUTSIDE, MEASURED, CORRECTED -> Step.COLLECT_BIDS;
            case SETTLED -> Step.SETTLE;
        };
        var entry = new InventoryEntry(EV1, cause, INVENTORY);
        assertThat(entry.earliestStep()).isEqualTo(step);
        assertThat(entry.latestStep()).isEqualTo(step);
    }

    @Test
    void validatorsAgreeInWhateverOrderAndWithNoOtherQuorum() {
        var both = new Validators(1, List.of(VALIDATOR, OTHER_VALIDATOR));
        assertThat(both.agrees(new Validators(1, List.of(OTHER_VALIDATOR, VALIDATOR))))
                .isTrue();
        assertThat(both.agrees(new Validators(2, List.of(VALIDATOR, OTHER_VALIDATOR))))
                .isFalse();
        assertThat(both.agrees(new Validators(1, List.of(VALIDATOR)))).isFalse();
        var voted = new Validators(1, both.keys(), List.of(VOTE));
        assertThat(voted.agrees(both)).isTrue();
        assertThat(voted.withoutVotes()).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rsu-1", "rsu-1+", "+AAAA", "rsu 1+AAAA", "rsu-1+AAAA  rsu-2+AAAA", "rsu-1+AAAA|"})
    void aVoteIsANameAndASignature(String votes) {
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse("validators|1|" + VALIDATOR + "|" + votes));
    }

    @Test
    void aMatchNamesItsPeriod() {
        assertThat(ID).hasToString("2019-08-04T00:05:00Z~L1~EV1");
        assertThat(ID.period()).isEqualTo(new MatchingPeriod(Instant.parse("2019-08-04T00:05:00Z")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatchId("L1").period())
                .withMessage("'L1' is not the id of a match like 2026-01-31T12:00:00Z~L1~EV1");
    }

    /** Those of all kinds whose lines have as many fields each. */
    static Stream<Example> examplesOfOneLength() {
        return examples()
                .filter(example -> !(example.entry() instanceof VehicleBid
                        || example.entry() instanceof Exchange
                        || example.entry() instanceof MatchingResult
                        || example.entry() instanceof Validators));
    }

    @ParameterizedTest
    @MethodSource("examplesOfOneLength")
    void aMissingFieldOrOneMoreIsRefused(Example example) {
        String line = example.line();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse(line.substring(0, line.lastIndexOf('|'))))
                .withMessageContaining("is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse(line + "|"))
                .withMessageContaining("followed by more");
    }

    /** Whatever stands in a field: the line is refused, or the entry that is read writes this very line again. */
    @ParameterizedTest
    @MethodSource("examples")
    void aHostileFieldIsRefusedOrReadAsItStands(Example example) {
        for (String hostile : List.of(
                "",
                " ",
                "-1",
                "+1",
                "01",
                "-0",
                "1.0",
                "1e9",
                "٣",
                "99999999999999999999",
                "2147483648",
                "NaN",
                "null",
                "=1+1",
                "SURPLUS",
                "yes",
                "..",
                "vehicle:",
                "prosumer:..",
                "a\tb",
                "a\u0000",
                "\u2028",
                "\ud800")) {
            String[] fields = example.line().split("\\|", -1);
            for (int i = 0; i < fields.length; i++) {
                String[] changed = fields.clone();
                changed[i] = hostile;
                assertRefusedOrSame(String.join("|", changed));
            }
        }
    }

    private static void assertRefusedOrSame(String line) {
        Entry entry;
        try {
            entry = Entry.parse(line);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(entry.text()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "unknown|1",
                "Abandonment|missed",
                "enrolment|vehicle:EV1|+9",
                "enrolment|vehicle:EV1|09",
                "enrolment|vehicle:EV1|٩",
                "prosumer-bid|L1|DEMAND|0|persistence",
                "standing|EV1|yes|-1|5|7",
                "exchange|2019-08-04T00:05:00Z~L1~EV1|6|STORED|3|2",
                "exchange|2019-08-04T00:05:00Z~L1~EV1|-1|STORED|3|2",
                "exchange|2019-08-04T00:05:00Z~L1~EV1|0|STORED|0|2",
                "exchange|2019-08-04T00:05:00Z~L1~EV1|99999999999|STORED|3|2",
                "exchange||0|STORED|3|2",
                "vehicle-bid|EV1|5|7|1|8|yes|no|-2",
                "abandonment|\ud800",
                "prosumer-bid|L1|DEMAND|4|persistence",
                "prosumer-bid|L1|DEMAND|4|federated|-1",
                "prosumer-bid|L1|DEMAND|4|federated|",
                "global-model|-1|2026-01-31T12:00:00Z|mean|2|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "global-model|1|2026-01-31T12:00:30Z|mean|2|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "global-model|1|2026-01-31T12:00Z|mean|2|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "global-model|1|noon|mean|2|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "global-model|1|2026-01-31T12:00:00Z|mean|2|0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
                "global-model|1|2026-01-31T12:00:00Z|mean|2|0123",
                "agent-key|vehicle:EV1|none|11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "agent-key|vehicle:EV1|ES256|11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "agent-key|vehicle:EV1|EdDSA|11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
                "agent-key|vehicle:EV1|EdDSA|11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "agent-key|vehicle:EV1|EdDSA|11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ==",
                "signed-bid|prosumer:L1|0|1|1|e.e.e",
                "signed-bid|prosumer:L1|9007199254740992|1|1|e.e.e",
                "signed-bid|prosumer:L1|1|9007199254740992|1|e.e.e",
                "signed-bid|prosumer:L1|1|1|9007199254740992|e.e.e",
                "signed-bid|prosumer:L1|1|1|-1|e.e.e",
                "signed-bid|prosumer:L1|1|1|1|",
                "signed-bid|prosumer:L1|1|1|1|e.e=e",
                "horizon-price|991|3|8",
                "horizon-price|-991|3|8",
                "horizon-price|500|9|8",
                "horizon-price|500|-1|8",
                "horizon-price|500",
                "horizon-price|0.5|3|8",
                "matching|optimal|9|8|9|-7",
                "matching|optimal|9|8|9|-7|5feceb66|9",
                "matching|optimal|9|8|9|-7|5feceb66|9|8|7",
                "direct-trade|LEFTOVERS|scenario",
                "direct-trade|none| ",
                "trail-seal|0|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "trail-seal|1|0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
                "model-update|L1|0|0|0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void noLineOfTheMarket(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Entry.parse(line));
    }

    @Property(tries = 2_000)
    void readsBackWhateverTheMarketWrites(@ForAll("entries") Entry entry) {
        assertThat(Entry.parse(entry.text())).isEqualTo(entry);
    }

    @Property(tries = 2_000)
    void noTwoLinesAreTheSameEntry(@ForAll("entries") Entry entry, @ForAll int place, @ForAll char other) {
        char[] line = entry.text().toCharArray();
        line[Math.floorMod(place, line.length)] = other;
        assertRefusedOrSame(new String(line));
    }

    @Provide
    Arbitrary<Entry> entries() {
        var energy = Arbitraries.longs().between(0, Long.MAX_VALUE).map(Energy::new);
        var inventory =
                Combinators.combine(energy, Arbitraries.longs().map(Money::new)).as(EnergyInventory::new);
        var words = Arbitraries.strings()
                .withChars("aZ0 .,;:=+-@~\"'\\£ü€")
                .withCharRange('ㄱ', 'ㅎ')
                .ofMaxLength(20);
        var ids = Arbitraries.strings()
                .withChars("abcXYZ012._-")
                .ofMinLength(1)
                .ofMaxLength(64)
                .filter(id -> id.charAt(0) != '.');
        var counts = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        var hashes = Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
        var vehicles = ids.map(VehicleId::new);
        var parties = Arbitraries.oneOf(ids.map(ProsumerId::new), vehicles).map(party -> (Party) party);
        var rules =
                Combinators.combine(words, Arbitraries.integers(), words, words).as(RuleReference::new);
        var prices =
                Combinators.combine(Arbitraries.longs().map(Price::new), rules).as(AgreedPrice::new);
        var matches = ids.map(MatchId::new);
        var flows = Arbitraries.of(Flow.class);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(parties, words, rules).as(Rejection::new),
                Combinators.combine(parties, words).as(Revocation::new),
                Combinators.combine(
                                parties,
                                Arbitraries.longs().between(1, SignedBid.MOST_NUMBER),
                                Arbitraries.longs()
                                        .between(0, SignedBid.MOST_NUMBER)
                                        .map(Energy::new),
                                Arbitraries.longs()
                                        .between(0, SignedBid.MOST_NUMBER)
                                        .map(Energy::new),
                                Arbitraries.strings()
                                        .withChars("aZ0-_.")
                                        .ofMinLength(1)
                                        .ofMaxLength(1_024))
                        .as(SignedBid::new),
                Combinators.combine(vehicles, Arbitraries.of(InventoryEntry.Cause.class), inventory)
                        .as(InventoryEntry::new),
                Combinators.combine(
                                vehicles,
                                Arbitraries.of(true, false),
                                Arbitraries.longs().between(0, 1_000_000).map(Duration::ofSeconds),
                                inventory)
                        .as(VehicleStanding::new),
                Combinators.combine(ids.map(ProsumerId::new), energy, energy, words)
                        .as((prosumer, made, used, by) ->
                                new ProsumerBid(prosumer, NetEnergy.between(made, used), by, OptionalInt.empty())),
                Combinators.combine(counts, words, counts, hashes)
                        .as((version, how, merged, hash) -> new GlobalModel(version, PERIOD, how, merged, hash)),
                Combinators.combine(ids.map(ProsumerId::new), counts, counts, hashes)
                        .as((prosumer, base, samples, hash) -> new ModelUpdate(prosumer, base, samples + 1L, hash)),
                Combinators.combine(ids.map(ProsumerId::new), words).as(ModelRefusal::new),
                Combinators.combine(Arbitraries.longs().greaterOrEqual(1), hashes)
                        .as(TrailSeal::new),
                Combinators.combine(matches, ids.map(ProsumerId::new), vehicles, energy, prices, prices)
                        .as(Match::new),
                Combinators.combine(
                                matches,
                                flows,
                                parties,
                                parties,
                                energy,
                                prices,
                                Arbitraries.longs().between(0, Long.MAX_VALUE).map(Money::new),
                                Arbitraries.longs().map(Money::new))
                        .as(SettlementLine::new)));
    }

    /** A line and the entry it stands for. */
    record Example(String line, Entry entry) {}
}
