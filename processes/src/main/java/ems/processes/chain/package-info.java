/** What an operator names to publish on chains, and the files that keep it. */
package ems.processes.chain;
