/** The words behind {@code ./ems}: what each command takes, and what it starts. */
@NullMarked
package ems.processes.command;

import org.jspecify.annotations.NullMarked;
