/** The wiring table: which number on which MQTT topic tells what of whom, and the readings that such numbers make over time. */
@NullMarked
package ems.routes.wiring;

import org.jspecify.annotations.NullMarked;
