/** What analysts may change: decision tables and rules, and the book that checks, versions and swaps them. */
@NullMarked
package ems.rules;

import org.jspecify.annotations.NullMarked;
