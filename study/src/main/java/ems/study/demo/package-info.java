/** Generated homes, sky and cars: any instant can be asked for, and the same seed gives the same milliwatts on every machine. */
@NullMarked
package ems.study.demo;

import org.jspecify.annotations.NullMarked;
