/** Signed records of charging points in the Open Charge Metering Format. */
package ems.ledger.ocmf;
