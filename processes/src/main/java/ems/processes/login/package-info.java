/** Who asks: people by their sessions, devices by their tokens, and what each address lets them do. */
@NullMarked
package ems.processes.login;

import org.jspecify.annotations.NullMarked;
