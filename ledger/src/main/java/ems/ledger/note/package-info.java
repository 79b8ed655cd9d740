/** Signed notes and checkpoints of the log: texts under signatures, as in C2SP. */
package ems.ledger.note;
