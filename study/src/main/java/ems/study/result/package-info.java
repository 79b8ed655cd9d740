/** What a study found: sums per party, the paper's tables and figures, and the files that carry them. */
@NullMarked
package ems.study.result;

import org.jspecify.annotations.NullMarked;
