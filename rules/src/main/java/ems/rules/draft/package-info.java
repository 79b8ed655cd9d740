/** Drafts of the rules: what their tables say, what is wrong with them, how they differ, and who may do what with them. */
@NullMarked
package ems.rules.draft;

import org.jspecify.annotations.NullMarked;
