/** Kills the packaged market while it works, again and again, its backups, or the chain it publishes to, and audits what is left. */
package ems.features.crash;
