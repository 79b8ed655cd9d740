/** What analysts may change: decision tables and rules, and the book that checks, versions and swaps them. */
package ems.rules;
