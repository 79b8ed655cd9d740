/** What the live market shows over HTTP; looking changes nothing. */
@NullMarked
package ems.processes.page;

import org.jspecify.annotations.NullMarked;
