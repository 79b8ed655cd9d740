/** How everything that a study writes looks: its folder, CSV files, cells, tables and pages. */
package ems.study.output;
