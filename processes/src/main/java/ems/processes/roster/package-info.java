/** Who belongs to a grid in which period: the members it began with, and what operators ordered since. */
@NullMarked
package ems.processes.roster;

import org.jspecify.annotations.NullMarked;
