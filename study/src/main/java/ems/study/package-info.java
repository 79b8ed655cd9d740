/** The researcher's room: a scenario file becomes data, runs of the market, tables, figures and files. */
package ems.study;
