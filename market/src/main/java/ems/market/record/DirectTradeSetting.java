package ems.market.record;

/**
 * Whether homes trade with homes from the period after this one on, until another entry says otherwise: while they do, each matched
 * period pairs all homes that its EVs leave, and while they do not, none. Recorded when it changes.
 *
 * @param why what says so, such as a setting's name; a ledger is for ever, so no free text of a person
 */
public record DirectTradeSetting(DirectTrade trade, String why) implements Entry {

    public DirectTradeSetting {
        if (why.isBlank()) {
            throw new IllegalArgumentException("direct trade '" + trade.word() + "' has no reason");
        }
    }

    /**
     * What an operator set.
     *
     * @throws IllegalArgumentException if there is no such word; names the setting, the word and those that there are
     */
    public static DirectTradeSetting of(String setting, String word) {
        try {
            return new DirectTradeSetting(DirectTrade.ofWord(word), setting);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage() + ": write one of the two", e);
        }
    }

    public static DirectTradeSetting readFrom(EntryReader line) {
        return new DirectTradeSetting(line.word(DirectTrade::ofWord), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.DIRECT_TRADE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(trade.word()).text(why);
    }
}
