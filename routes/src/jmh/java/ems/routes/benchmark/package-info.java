/** What the measurements of the doors share; none of it ships. */
package ems.routes.benchmark;
