/** Calls of other programs over HTTP, each of which ends. */
@NullMarked
package ems.processes.http;

import org.jspecify.annotations.NullMarked;
