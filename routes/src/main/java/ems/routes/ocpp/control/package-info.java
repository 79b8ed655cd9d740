/** What the market asks of stations: to measure often enough, and how much a car should move. */
@NullMarked
package ems.routes.ocpp.control;

import org.jspecify.annotations.NullMarked;
