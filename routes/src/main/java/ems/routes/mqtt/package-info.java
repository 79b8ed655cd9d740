/** The door for MQTT: a client of a broker that somebody else runs, and nothing of a broker itself. */
@NullMarked
package ems.routes.mqtt;

import org.jspecify.annotations.NullMarked;
