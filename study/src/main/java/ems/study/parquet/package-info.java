/** Large tables as Apache Parquet: writes them row by row, and reads them back to find what was changed. */
@NullMarked
package ems.study.parquet;

import org.jspecify.annotations.NullMarked;
