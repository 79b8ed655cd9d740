package ems.routes.telemetry;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.Party;

/** Which messages of a sender were accepted before. */
public interface AcceptedMessages {

    /** Instant of the sender's newest accepted message. */
    Optional<Instant> latest(Party sender);

    /** Whether a message of the sender for exactly this instant was accepted. */
    boolean has(Party sender, Instant at);
}
