/** Generated homes, sky and cars: any instant can be asked for, and the same seed gives the same milliwatts on every machine. */
package ems.study.demo;
