package ems.study.result;

import ems.market.record.Flow;
import ems.market.text.SpelledText;

/** What the column {@code direction} says in a study's tables. */
final class TradeWords {

    /** From home to home. */
    static final SpelledText DIRECT = new SpelledText("direct");

    private static final SpelledText STORED = new SpelledText("stored");
    private static final SpelledText RELEASED = new SpelledText("released");

    private TradeWords() {}

    static SpelledText of(Flow flow) {
        return flow == Flow.STORED ? STORED : RELEASED;
    }
}
