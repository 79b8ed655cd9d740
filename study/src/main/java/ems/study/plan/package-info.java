/** From a scenario to the runs it asks for and the inputs that they share. */
package ems.study.plan;
