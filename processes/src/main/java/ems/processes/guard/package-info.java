/** What every HTTP request must pass before anybody reads it, and the headers that every answer carries. */
package ems.processes.guard;
