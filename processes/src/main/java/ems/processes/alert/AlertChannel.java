package ems.processes.alert;

import java.io.IOException;

/** A way by which people are told of alerts. */
interface AlertChannel {

    String name();

    /** Where it leads, without anything secret. */
    String to();

    /** @throws IOException with a sentence for the operator, if it did not arrive */
    void send(AlertMessage message) throws IOException, InterruptedException;
}
