/** What stations tell, kept: who is plugged in where, which charging session runs, and what the registers show. */
@NullMarked
package ems.routes.ocpp.session;

import org.jspecify.annotations.NullMarked;
