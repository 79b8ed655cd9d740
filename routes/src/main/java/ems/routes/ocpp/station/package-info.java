/** The sockets of charging stations: who may open one, whose call is worked off when, and who answers whom. */
@NullMarked
package ems.routes.ocpp.station;

import org.jspecify.annotations.NullMarked;
