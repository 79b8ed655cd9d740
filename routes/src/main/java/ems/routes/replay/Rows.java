package ems.routes.replay;

/** What the rows of one file mean; reads them in order and keeps in mind what they told before. */
interface Rows {

    /** Sends what the line tells to its inbox and counts it; a line that cannot be believed is refused to the tally. */
    void take(CsvLine line, Tally tally);

    /** Sends what is only known once the file has ended. */
    void end(Tally tally);
}
