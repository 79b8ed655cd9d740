package ems.console.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.console.course.InstanceStanding;
import ems.console.course.NoticeNow;
import ems.console.course.RunningPeriod;
import ems.console.course.UnfinishedPeriods;
import ems.console.decision.RulesNow;
import ems.console.fixture.FiveHomes;
import ems.console.fixture.Pictures;
import ems.console.fixture.SnapshotJson;
import ems.market.party.VehicleId;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.telemetry.DeadLetter;

import static org.assertj.core.api.Assertions.assertThat;

/** Analysts and strangers choose some of the words on the page: they travel as they are, and only as text. */
class HostileNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</script><script>alert(1)</script>",
                "\"},{\"period\":null",
                "\u202egnp.exe",
                "line\nbreak\u0000\u2028",
                "=HYPERLINK(\"http://x\")",
                "\ud83d\ude97 EV"
            })
    void hostileWordsComeBackFromTheJsonUnchanged(String words) throws JsonProcessingException {
        var refused = new Rejection(new VehicleId("EV1"), words, new RuleReference(words, 3, words, words));
        var record = PeriodRecord.blank(FiveHomes.key(FiveHomes.NOON))
                .with(new StepRecord(Step.COLLECT_BIDS, List.of(refused)));
        var calm = Pictures.firstPeriod();

        var json = SnapshotJson.JACKSON.readTree(SnapshotJson.of(MarketSnapshots.of(new MarketSources(
                calm.members(),
                calm.clock(),
                words,
                new RunningPeriod(record, InstanceStanding.failed(words, words, words, words)),
                ShownRows.of(calm.members(), record, RowChoice.FIRST_ROWS),
                Map.of(),
                new UnfinishedPeriods(List.of(), 0),
                calm.ended(),
                calm.inventories(),
                calm.measured(),
                calm.prices(),
                new RulesNow(words, Optional.empty(), List.of(new RulesNow.RefusedTable(words, 1, words, words))),
                new DeadLettersNow(1, List.of(new DeadLetter(words, calm.clock(), words, words))),
                Optional.empty(),
                List.of(new NoticeNow(words, words)),
                words,
                home -> false))));

        assertThat(json.at("/mode").asText()).isEqualTo(words);
        assertThat(json.at("/rejections/0/rule").asText()).isEqualTo(words);
        assertThat(json.at("/vehicles/0/refusal").asText()).isEqualTo(words);
        assertThat(json.at("/rules/refused/0/file").asText()).isEqualTo(words);
        assertThat(json.at("/deadLetters/latest/0/text").asText()).isEqualTo(words);
        assertThat(json.at("/notices/0/reason").asText()).isEqualTo(words);
        assertThat(json.at("/period/instanceId").asText()).isEqualTo(words);
    }
}
