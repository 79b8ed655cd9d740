package ems.ledger.contract;

import ems.market.party.Party;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.SettlementLine;

/** What a contract tells whoever follows it, beyond what it holds. */
public sealed interface Event {

    /** From the next block on the party takes part. */
    record Enrolled(Party party) implements Event {}

    /** From the next block on the party takes no part. */
    record Revoked(Party party) implements Event {}

    /** From the next block on this key speaks for the party. */
    record KeyChanged(Party party, String algorithm) implements Event {}

    /** Two were paired at prices that both know. */
    record Paired(Match match) implements Event {}

    /** Energy moved in a sample. */
    record EnergyExchanged(Match match, Exchange exchange) implements Event {}

    /** Money moved. */
    record Paid(SettlementLine line) implements Event {}

    /** Pairs forecast and learn from this version from a later period on. */
    record ModelPublished(int version, String hash) implements Event {}
}
