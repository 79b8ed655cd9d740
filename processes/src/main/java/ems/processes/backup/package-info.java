/** Backups of a live market: one file that holds its whole data folder, checked on the way out and on the way in. */
@NullMarked
package ems.processes.backup;

import org.jspecify.annotations.NullMarked;
