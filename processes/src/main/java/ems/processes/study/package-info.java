/** Plugs a study into the live system's process, rules and services. */
@NullMarked
package ems.processes.study;

import org.jspecify.annotations.NullMarked;
