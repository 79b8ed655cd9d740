/** What settled periods would have been under other rules: first as they were, line by line, then under a draft. */
@NullMarked
package ems.study.whatif;

import org.jspecify.annotations.NullMarked;
