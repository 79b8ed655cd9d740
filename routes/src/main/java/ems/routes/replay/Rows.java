package ems.routes.replay;

/** Turns the rows of one file, in order, into messages, and remembers earlier rows. */
interface Rows {

    /** Sends the line's messages to the inbox and counts them; refuses a line that cannot be true. */
    void take(CsvLine line, Tally tally);

    /** Sends the messages that can only be made once the file has ended. */
    void end(Tally tally);
}
