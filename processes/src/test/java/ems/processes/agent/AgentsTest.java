package ems.processes.agent;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.Update;
import ems.forecasting.pair.LocalModel;
import ems.ledger.door.RegisteredAgent;
import ems.ledger.receipt.Trust;
import ems.ledger.token.UpdateToken;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ForecastRefusal;
import ems.market.record.GlobalModel;
import ems.market.record.Match;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;
import ems.market.telemetry.MeterReading;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.DoorHours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Five homes with agents over real HTTP beside the same five whose market does all itself. */
@QuarkusTest
@TestProfile(AgentsTest.MarketOfItsOwn.class)
class AgentsTest {

    /** Its doors are open. */
    public static class MarketOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:agents;NON_KEYWORDS=VALUE,KEY",
                    "ems.data", "target/agents-data-" + UUID.randomUUID(),
                    "ems.budget.forecast", "PT5M",
                    "ems.live", "true",
                    "ems.home", "..",
                    "ems.clock.enabled", "false",
                    "ems.retry.enabled", "false",
                    "ems.demo.enabled", "false");
        }
    }

    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PERIODS = 8;
    private static int twins;

    @TestHTTPResource("/")
    URI root;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    DoorHours doors;

    @Inject
    CamelRuntime routes;

    private TwinGrids twin;

    @BeforeEach
    void open() throws Exception {
        if (twins == 0) {
            routes.start(new String[0]);
            doors.open();
        }
        twin = twins("2026-06-21T12:05:00Z");
    }

    private TwinGrids twins(String first) throws Exception {
        var from = MatchingPeriod.parse(first);
        var both = new TwinGrids(
                twins++, from, grids, ticking, root, Files.createTempDirectory(Path.of("target"), "twin-"));
        both.go(from.previous(), both.homes());
        return both;
    }

    private void run(int from, int to, List<ProsumerId> alive) throws Exception {
        for (int number = from; number < to; number++) {
            twin.go(twin.after(number), alive);
        }
    }

    /** What is traded, and which models are used. */
    private static List<String> trades(PeriodRecord record) {
        return record.entries()
                .filter(entry -> entry instanceof Match
                        || entry instanceof Exchange
                        || entry instanceof SettlementLine
                        || entry instanceof GlobalModel)
                .map(Entry::text)
                .toList();
    }

    private static List<NetEnergy> forecasts(PeriodRecord record) {
        return record.all(ProsumerBid.class).stream().map(ProsumerBid::forecast).toList();
    }

    @Test
    void fiveAgentsTradeExactlyAsInTheMarketsProcess() throws Exception {
        run(0, PERIODS, twin.homes());
        // the market makes the first model in the first period, and no agent has it then
        for (int number = 1; number < PERIODS; number++) {
            var period = twin.after(number);
            var record = twin.withAgents(period);
            assertThat(record.all(ProsumerBid.class))
                    .as("bids of %s", period)
                    .extracting(ProsumerBid::forecaster)
                    .hasSize(5)
                    .containsOnly("agent");
            assertThat(forecasts(record)).as("%s", period).isEqualTo(forecasts(twin.without(period)));
            assertThat(trades(record)).as("%s", period).isNotEmpty().isEqualTo(trades(twin.without(period)));
        }
        var last = twin.after(PERIODS - 1);
        assertThat(twin.withAgents(last).all(ProsumerBid.class))
                .as("the models have learnt")
                .anySatisfy(bid -> assertThat(bid.forecast()).isNotEqualTo(twin.net(bid.prosumer(), last.previous())));
        assertThat(twin.said().warned()).isEmpty();
        assertThat(twin.said().said())
                .anySatisfy(line -> assertThat(line).contains("goes on from the global model, version 0"))
                .anySatisfy(line -> assertThat(line).contains(" paid "));
        assertThat(receipts(L2, "receipts")).isNotEmpty();
        assertThat(twin.folder(L2).resolve("wrong")).doesNotExist();
    }

    private List<Path> receipts(ProsumerId home, String kind) throws Exception {
        try (var files = Files.list(twin.folder(home).resolve(kind))) {
            return files.toList();
        }
    }

    @Test
    void oneThatFallsSilentIsStoodInForAndTheTradesStayTheSame() throws Exception {
        run(0, 3, twin.homes());
        run(3, 6, twin.homes().stream().filter(home -> !home.equals(L2)).toList());
        var record = twin.withAgents(twin.after(4));
        assertThat(record.all(ForecastRefusal.class))
                .containsExactly(new ForecastRefusal(L2, "its agent sent none in time"));
        assertThat(record.bid(L2)).map(ProsumerBid::forecaster).contains("federated");
        assertThat(trades(record)).isEqualTo(trades(twin.without(twin.after(4))));
        run(6, 8, twin.homes());
        assertThat(twin.withAgents(twin.after(6)).bid(L2))
                .map(ProsumerBid::forecaster)
                .contains("agent");
    }

    @Test
    void whatAgentsLearntBecomesTheModelThatTheMarketWouldHaveMade() throws Exception {
        twin = twins("2026-06-21T12:52:00Z");
        run(0, 12, twin.homes());
        var merge = twin.after(8);
        assertThat(twin.withAgents(merge).all(ModelUpdate.class)).hasSize(5);
        for (int number = 0; number < 12; number++) {
            assertThat(models(twin.withAgents(twin.after(number)))).isEqualTo(models(twin.without(twin.after(number))));
        }
        assertThat(twin.said().said())
                .filteredOn(line -> line.startsWith("sends what it has learnt"))
                .hasSize(5);
        assertThat(twin.said().said())
                .filteredOn(line -> line.endsWith("version 1"))
                .hasSize(5);
        assertThat(forecasts(twin.withAgents(twin.after(11)))).isEqualTo(forecasts(twin.without(twin.after(11))));
        assertThat(twin.said().warned()).isEmpty();
    }

    private static List<Entry> models(PeriodRecord record) {
        return record.entries()
                .filter(entry ->
                        entry instanceof ModelUpdate || entry instanceof ModelRefusal || entry instanceof GlobalModel)
                .toList();
    }

    @Test
    void aPoisonedUpdateStaysOutOfTheModelAndTheOthersGoIn() throws Exception {
        twin = twins("2026-06-21T12:52:00Z");
        run(0, 8, twin.homes());
        var own = twin.party(L2);
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        float[] change = new float[LocalModel.SHAPE.parameters()];
        Arrays.fill(change, 5f);
        var poison = new Update(L2, 0, 32, change).file(LocalModel.SHAPE);
        assertThat(calls.update(poison, signed(own, poison))).isEmpty();
        run(8, 10, twin.homes());
        assertThat(twin.withAgents(twin.after(8)).all(ModelUpdate.class))
                .extracting(ModelUpdate::prosumer)
                .hasSize(4)
                .doesNotContain(L2);
        assertThat(twin.withAgents(twin.after(8)).all(ModelRefusal.class))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.prosumer()).isEqualTo(L2);
                    assertThat(refusal.reason()).contains("the most is");
                });
        assertThat(twin.said().warned())
                .singleElement()
                .asString()
                .contains("there is an update of L2 on version 0 already");
    }

    private static String signed(AgentParty own, ModelFile file) {
        return new UpdateToken(own.party(), own.grid(), file.hash()).sign(own.key());
    }

    @Test
    void anUpdateIsSignedByItsHomeAndIsOne() throws Exception {
        run(0, 2, twin.homes());
        var own = twin.party(L2);
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        float[] change = new float[LocalModel.SHAPE.parameters()];
        var file = new Update(L2, 0, 32, change).file(LocalModel.SHAPE);
        var other = new Update(new ProsumerId("L1"), 0, 32, change).file(LocalModel.SHAPE);
        var thief =
                new AgentParty(own.grid(), L2, twin.party(new ProsumerId("L1")).key(), own.most());
        assertThat(calls.update(file, signed(thief, file)))
                .hasValueSatisfying(why -> assertThat(why).contains("the signature is not that of prosumer:L2's key"));
        assertThat(calls.update(other, signed(own, file)))
                .hasValueSatisfying(why -> assertThat(why).contains("is signed"));
        assertThat(calls.update(other, signed(own, other)))
                .hasValueSatisfying(why -> assertThat(why).contains("the update is of L1, and is signed by L2"));
        var scribble = ModelFile.of(new byte[100]);
        assertThat(calls.update(scribble, signed(own, scribble))).isPresent();
        assertThat(calls.update(file, signed(own, file))).isEmpty();
        assertThat(calls.update(file, signed(own, file)))
                .hasValueSatisfying(why -> assertThat(why).contains("already"));
    }

    @Test
    void anAgentSeesWhateverDoesNotHold() throws Exception {
        run(0, 4, twin.homes());
        var period = twin.after(1);
        var match = twin.withAgents(period).all(Match.class).get(0);
        var own = twin.party(match.prosumer());
        var told = twin.withAgents(period).all(ProsumerBid.class).stream()
                .filter(bid -> bid.prosumer().equals(match.prosumer()))
                .map(ProsumerBid::forecast)
                .findFirst();
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        var answer = calls.ask(own.question(period));
        assertThat(answer.sealed()).isTrue();
        var judge = judge(own, List.of());
        var good = judge.judged(own, period, told, answer);
        assertThat(good.wrong()).isEmpty();
        assertThat(good.words())
                .contains(match.prosumer().text(), match.vehicle().text());

        var other = Optional.of(NetEnergy.ofMillijoules(told.orElseThrow().toMillijoules() + 1));
        assertThat(judge.judged(own, period, other, answer).wrong())
                .anySatisfy(wrong -> assertThat(wrong).startsWith("the market took the forecast, and bid "));

        var silent =
                new AgentAnswer(true, true, answer.metering(), answer.entries(), Optional.empty(), Optional.empty());
        assertThat(judge.judged(own, period, told, silent).wrong())
                .anySatisfy(wrong -> assertThat(wrong).contains("and shows no receipt of it"));

        var bent = answer.receipt().map(text -> text.replaceFirst("settlement\\|", "settlement||"));
        assertThat(judge.judged(
                                own,
                                period,
                                told,
                                new AgentAnswer(
                                        true, true, answer.metering(), answer.entries(), bent, Optional.empty()))
                        .wrong())
                .anySatisfy(wrong -> assertThat(wrong).startsWith("the receipt does not hold: wrong: line "));

        var next = calls.ask(own.question(period.next()));
        assertThat(judge.judged(own, period, told, next).wrong())
                .anySatisfy(wrong -> assertThat(wrong).startsWith("the receipt is of "));

        var quiet = new MeterReading(match.prosumer(), period.start(), MatchingPeriod.LENGTH, Power.ZERO, Power.ZERO);
        assertThat(judge(own, List.of(quiet)).judged(own, period, told, answer).wrong())
                .anySatisfy(wrong -> assertThat(wrong).contains("and the own meter measured 0 mJ"));

        var since =
                new AgentParty(own.grid(), own.party(), own.key(), own.most().plus(new Energy(1)));
        assertThat(judge.judged(since, period, told, answer).wrong())
                .as("it signs for more since then")
                .isEmpty();
    }

    @Test
    void aHomeWithAMatchIsToldWhatItShouldMoveInWatts() throws Exception {
        run(0, 3, twin.homes());
        var period = twin.after(1);
        var record = twin.withAgents(period);
        var match = record.all(Match.class).get(0);
        var own = twin.party(match.prosumer());
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        var point = calls.ask(own.question(period)).setPoint().orElseThrow();
        boolean gives = record.bid(match.prosumer()).orElseThrow().forecast().isSurplus();
        assertThat(point.party()).isEqualTo(match.prosumer().account());
        assertThat(point.with()).isEqualTo(match.vehicle().account());
        assertThat(point.watts().signum()).isEqualTo(gives ? -1 : 1);
        assertThat(point.watts().abs().movePointRight(3).longValueExact())
                .isEqualTo(match.forecastEnergy().millijoules() / 60);
        assertThat(List.of(point.from(), point.until())).containsExactly(period.start(), period.end());
        assertThat(point.whyNot(own, period.start(), period.end())).isEmpty();
    }

    private AgentJudge judge(AgentParty own, List<MeterReading> measured) {
        var meter = new MeteredPeriods();
        measured.forEach(meter::add);
        var trust = Trust.NOBODY.withKeys((grid, party) -> Stream.of(own)
                .filter(known -> known.party().equals(party))
                .map(known -> new RegisteredAgent(known.key().publicKey(), false))
                .findFirst());
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        return new AgentJudge(
                trust,
                meter,
                new OwedStatements(
                        L2,
                        calls,
                        meter,
                        new StatementFolder(twin.folder(L2)),
                        (party, period) -> {},
                        twin.said().voice()),
                new ShownRoots());
    }

    @Test
    void nobodyElseIsToldOfAHomesTrades() throws Exception {
        run(0, 2, twin.homes());
        var own = twin.party(L2);
        var thief =
                new AgentParty(own.grid(), L2, twin.party(new ProsumerId("L1")).key(), own.most());
        var calls = new AgentCalls(root, own.grid(), Optional.empty(), PATIENCE);
        assertThatIOException()
                .isThrownBy(() -> calls.ask(thief.question(twin.after(0))))
                .withMessageContaining("400")
                .withMessageContaining("the signature is not that of prosumer:L2's key over this question");
        assertThat(calls.ask(own.question(twin.after(0))).entries())
                .extracting(Entry::parse)
                .extracting(entry -> entry instanceof ProsumerBid)
                .contains(true);
    }
}
