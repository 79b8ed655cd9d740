/** Drafts of the rules and their schedule, kept in the database. */
@NullMarked
package ems.processes.draft;

import org.jspecify.annotations.NullMarked;
