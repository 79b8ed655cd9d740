/** A packaged market that has people, and those who call it. */
package ems.features.access;
