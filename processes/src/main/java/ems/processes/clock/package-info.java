/** The market's clock and what happens on its ticks: periods start and close, failed ones are retried, old data is forgotten, backups are made. */
@NullMarked
package ems.processes.clock;

import org.jspecify.annotations.NullMarked;
