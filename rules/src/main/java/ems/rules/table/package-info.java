/** Decision tables as analysts write them: read from CSV into typed rows, or refused cell by cell. */
package ems.rules.table;
