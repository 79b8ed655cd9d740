/** From a scenario to the runs it asks for and the inputs that they share. */
@NullMarked
package ems.study.plan;

import org.jspecify.annotations.NullMarked;
