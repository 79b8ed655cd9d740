package ems.study.output;

import java.time.Instant;

import ems.market.text.SpelledText;

/** A time for the cells of many rows: its text is made once. */
public record TimeCell(long epochMillis, SpelledText text) {

    public static TimeCell of(Instant time) {
        return new TimeCell(time.toEpochMilli(), new SpelledText(time.toString()));
    }
}
