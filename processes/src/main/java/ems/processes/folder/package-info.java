/** The data folder of a live market: the version of its format, and how an older one becomes what this build reads. */
@NullMarked
package ems.processes.folder;

import org.jspecify.annotations.NullMarked;
