/** What OCPP-J writes into a WebSocket: calls, answers and refusals, in three versions. */
@NullMarked
package ems.routes.ocpp.frame;

import org.jspecify.annotations.NullMarked;
