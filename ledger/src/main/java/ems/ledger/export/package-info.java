/** The files of an exported ledger: their readers and writers, which refuse the first line that does not belong. */
@NullMarked
package ems.ledger.export;

import org.jspecify.annotations.NullMarked;
