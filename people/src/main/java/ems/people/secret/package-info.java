/** Secrets that are never kept: passwords, and random texts for cookies and tokens. */
@NullMarked
package ems.people.secret;

import org.jspecify.annotations.NullMarked;
