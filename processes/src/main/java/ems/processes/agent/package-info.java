/** Agents: homes and their cars as processes of their own, and what the market answers them. */
@NullMarked
package ems.processes.agent;

import org.jspecify.annotations.NullMarked;
