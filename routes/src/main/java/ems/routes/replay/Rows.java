package ems.routes.replay;

import java.util.List;

import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.routes.text.CsvLine;

/** Turns the rows of one file, in order, into messages, and remembers earlier rows. */
interface Rows {

    /** Sends the line's messages to the inbox and counts them; refuses a line that cannot be true. */
    void take(CsvLine line, Tally tally);

    /** Sends the messages that can only be made once the file has ended. */
    void end(Tally tally);

    /** What was taken so far, by party. */
    List<Series> series();

    /** What the mapping names and no row has. */
    List<Unmet> unmet();
}
