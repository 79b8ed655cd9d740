package ems.market.record;

/**
 * Why nothing is settled of a match whose home is private.
 *
 * @param reason in words, for the operator and for the agents of the two
 */
public record ExchangeRefusal(MatchId match, String reason) implements Entry {

    public static ExchangeRefusal readFrom(EntryReader line) {
        return new ExchangeRefusal(new MatchId(line.text()), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EXCHANGE_REFUSAL;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(match.text()).text(reason);
    }
}
