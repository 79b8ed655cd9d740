/** Where accepted messages and dead letters are kept: in memory for a study, in a database for a live grid. */
@NullMarked
package ems.routes.store;

import org.jspecify.annotations.NullMarked;
