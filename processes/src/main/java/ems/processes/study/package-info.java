/** Plugs a study into the live system's process, rules and services. */
package ems.processes.study;
