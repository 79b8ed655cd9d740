/** The researcher's room: a scenario file becomes data, runs of the market, tables, figures and files. */
@NullMarked
package ems.study;

import org.jspecify.annotations.NullMarked;
