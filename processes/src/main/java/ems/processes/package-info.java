/** The application: process pictures, thin task handlers, wiring, configuration and the main program. */
package ems.processes;
