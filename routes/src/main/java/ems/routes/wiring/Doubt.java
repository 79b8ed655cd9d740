package ems.routes.wiring;

import ems.market.party.ProsumerId;

/**
 * That a home's powers are not believed, since over an hour a register of it counted otherwise.
 *
 * @param register which one, in words
 * @param rows of the wiring table that tell of the home, by the hash of their cells: it is a doubt of these rows and of no others
 * @param reason in words
 */
public record Doubt(ProsumerId home, String register, String rows, String reason) {}
