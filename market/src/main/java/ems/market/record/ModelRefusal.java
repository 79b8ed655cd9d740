package ems.market.record;

import ems.market.party.ProsumerId;

/**
 * Why an update of a prosumer's EV is no part of the next global model.
 *
 * @param reason in words, for the operator
 */
public record ModelRefusal(ProsumerId prosumer, String reason) implements Entry {

    public static ModelRefusal readFrom(EntryReader line) {
        return new ModelRefusal(new ProsumerId(line.text()), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MODEL_REFUSAL;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled()).text(reason);
    }
}
