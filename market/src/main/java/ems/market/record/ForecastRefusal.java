package ems.market.record;

import ems.market.party.ProsumerId;

/**
 * Why the market forecast a home itself that has an agent of its own.
 *
 * @param reason in words, for the operator and for the agent
 */
public record ForecastRefusal(ProsumerId prosumer, String reason) implements Entry {

    public static ForecastRefusal readFrom(EntryReader line) {
        return new ForecastRefusal(new ProsumerId(line.text()), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.FORECAST_REFUSAL;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled()).text(reason);
    }
}
