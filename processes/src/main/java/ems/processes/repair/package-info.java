/** What an operator orders of a period by one of the engine's tools: done as the market means it, or refused in words. */
@NullMarked
package ems.processes.repair;

import org.jspecify.annotations.NullMarked;
