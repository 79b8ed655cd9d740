/** The market's line to an MQTT broker: how it is configured, and how it shows. */
@NullMarked
package ems.processes.mqtt;

import org.jspecify.annotations.NullMarked;
