/** What payloads of stations say, in the market's units. */
@NullMarked
package ems.routes.ocpp.value;

import org.jspecify.annotations.NullMarked;
