/** How everything that a study writes looks: its folder, CSV files, cells, tables and pages. */
@NullMarked
package ems.study.output;

import org.jspecify.annotations.NullMarked;
