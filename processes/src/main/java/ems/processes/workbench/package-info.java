/** The analyst's workbench: drafts of the rules, their approval by a second person, their history, and the way back. */
@NullMarked
package ems.processes.workbench;

import org.jspecify.annotations.NullMarked;
