/** Which car stands at which charger, what the market may ask of it, and how its station shows who it is. */
@NullMarked
package ems.routes.ocpp.table;

import org.jspecify.annotations.NullMarked;
