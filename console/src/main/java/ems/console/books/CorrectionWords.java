package ems.console.books;

import java.util.ArrayList;
import java.util.List;

import ems.console.decision.Rounded;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Flow;
import ems.market.record.PeriodRecord;

/** What a period corrected of earlier ones, a sentence a booking, and one for energy that could not be booked any more. */
final class CorrectionWords {

    /** A meter that was silent for a day corrects hundreds of periods. */
    private static final int MOST = 3;

    private CorrectionWords() {}

    static List<String> of(PeriodRecord record) {
        List<String> words = new ArrayList<>();
        for (CorrectionLine line : record.all(CorrectionLine.class)) {
            words.add(booked(line));
        }
        for (Correction correction : record.all(Correction.class)) {
            if (!correction.isBookedInFull()) {
                words.add(unbooked(correction));
            }
        }
        if (words.size() <= MOST) {
            return words;
        }
        List<String> first = new ArrayList<>(words.subList(0, MOST));
        first.add("and " + (words.size() - MOST) + " more");
        return first;
    }

    private static String booked(CorrectionLine correction) {
        var line = correction.line();
        return line.match().period() + ": " + line.vehicle().text()
                + (line.flow() == Flow.STORED ? " stored " : " released ")
                + Rounded.shownKilowattHours(line.energy()) + (correction.takenBack() ? " less" : " more");
    }

    private static String unbooked(Correction correction) {
        return correction.match().period() + ": " + Rounded.shownKilowattHours(correction.unbooked()) + " of "
                + correction.vehicle().text() + " could not be booked, its battery holds too much or too little now";
    }
}
