/** The sentences that scenarios are written in; each is a line or two into the scene. */
package ems.features.steps;
