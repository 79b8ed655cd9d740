/** Private keys at rest. */
package ems.chains.key;
