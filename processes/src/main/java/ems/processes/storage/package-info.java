/** How long what is kept: what nobody needs any more leaves the database, which is kept as small as its content. */
@NullMarked
package ems.processes.storage;

import org.jspecify.annotations.NullMarked;
