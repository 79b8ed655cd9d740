/** Kills the packaged market while it works, again and again, and audits what it leaves behind. */
package ems.features.crash;
