/** How far a period has come, stage by stage, and what stands in its way. */
@NullMarked
package ems.console.course;

import org.jspecify.annotations.NullMarked;
