/** A charging station of OCPP 1.6 without a charger, and the car that stands there: for demonstrations. */
@NullMarked
package ems.routes.ocpp.simulated;

import org.jspecify.annotations.NullMarked;
