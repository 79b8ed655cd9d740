/** What the analysts' tables cost who looks at them. */
package ems.rules.benchmark;
