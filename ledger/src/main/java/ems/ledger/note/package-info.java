/** Signed notes and checkpoints of the log: texts under signatures, as in C2SP. */
@NullMarked
package ems.ledger.note;

import org.jspecify.annotations.NullMarked;
