package ems.market.rule;

import ems.market.ledger.Participation;
import ems.market.party.VehicleId;

/** What may this EV do, given what the ledger proves about its part in the market? */
public record ParticipationQuestion(VehicleId vehicle, Participation proven) {}
