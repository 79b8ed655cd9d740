/** The words behind {@code ./ems}: what each command takes, and what it starts. */
package ems.processes.command;
