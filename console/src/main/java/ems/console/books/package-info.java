/** Energy and money of periods that have ended, each added up once. */
@NullMarked
package ems.console.books;

import org.jspecify.annotations.NullMarked;
