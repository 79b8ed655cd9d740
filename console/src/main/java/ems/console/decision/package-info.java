/** What the market decided in a period, and why, in the numbers that the page shows. */
@NullMarked
package ems.console.decision;

import org.jspecify.annotations.NullMarked;
