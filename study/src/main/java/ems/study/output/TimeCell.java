package ems.study.output;

import java.time.Instant;

/** A time for the cells of many rows: its text is made once. */
public record TimeCell(long epochMillis, String text) {

    public static TimeCell of(Instant time) {
        return new TimeCell(time.toEpochMilli(), time.toString());
    }
}
