/** What the market promises: the features as a page, and played against tables that are not active yet. */
@NullMarked
package ems.processes.promise;

import org.jspecify.annotations.NullMarked;
