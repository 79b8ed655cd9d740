/** Decision tables as analysts write them: read from CSV into typed rows, or refused cell by cell. */
@NullMarked
package ems.rules.table;

import org.jspecify.annotations.NullMarked;
