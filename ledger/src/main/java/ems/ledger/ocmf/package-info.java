/** Signed records of charging points in the Open Charge Metering Format. */
@NullMarked
package ems.ledger.ocmf;

import org.jspecify.annotations.NullMarked;
