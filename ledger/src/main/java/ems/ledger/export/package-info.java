/** The files of an exported ledger: their readers and writers, which refuse the first line that does not belong. */
package ems.ledger.export;
