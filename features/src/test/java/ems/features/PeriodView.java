package ems.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/**
 * A period as the market tells it.
 *
 * @param state {@code ACTIVE}, {@code ERROR}, {@code COMPLETED}, {@code ABORTED} or {@code ABSENT}
 * @param record everything it recorded, read back into the market's own words
 * @param block where it is sealed; empty before
 * @param matching what it tells of its pairs all together
 * @param whys what it tells of each of its matches
 */
public record PeriodView(
        String state, PeriodRecord record, Optional<Block> block, JsonNode matching, List<JsonNode> whys) {

    /** Its block in the ledger. */
    public record Block(long height, String hash, boolean anchored) {}

    static PeriodView of(JsonNode json) {
        List<StepRecord> steps = new ArrayList<>();
        for (JsonNode step : json.path("steps")) {
            List<String> lines = new ArrayList<>();
            step.path("entries").forEach(line -> lines.add(line.asText()));
            steps.add(new StepRecord(Step.valueOf(step.path("step").asText()), Entry.parseAll(lines)));
        }
        var record = new PeriodRecord(PeriodKey.parse(json.path("key").asText()), steps);
        List<JsonNode> whys = new ArrayList<>();
        json.path("whys").forEach(whys::add);
        return new PeriodView(
                json.path("state").asText(), record, block(json.path("block")), json.path("matching"), whys);
    }

    private static Optional<Block> block(JsonNode json) {
        return json.isObject()
                ? Optional.of(new Block(
                        json.path("height").asLong(),
                        json.path("hash").asText(),
                        json.path("anchored").asBoolean()))
                : Optional.empty();
    }

    public <E extends Entry> List<E> all(Class<E> type) {
        return record.all(type);
    }

    public List<SettlementLine> lines() {
        return all(SettlementLine.class);
    }

    public List<Rejection> refusals(Party party) {
        return all(Rejection.class).stream()
                .filter(refusal -> refusal.party().equals(party))
                .toList();
    }

    /** For a report on a failed scenario. */
    public String asText() {
        StringBuilder text = new StringBuilder(record.key() + " " + state + " " + block + "\n");
        record.steps().forEach(step -> {
            text.append(step.step().words()).append('\n');
            step.entries()
                    .forEach(entry -> text.append("    ").append(entry.text()).append('\n'));
        });
        return text.toString();
    }
}
