package ems.ledger.contract;

import ems.market.exchange.Exchange;
import ems.market.matching.Match;
import ems.market.party.Party;
import ems.market.settlement.SettlementLine;

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
