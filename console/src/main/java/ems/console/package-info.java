/** What the operator, the analyst and the auditor see of a grid: one snapshot a second, and the page that shows it. */
package ems.console;
