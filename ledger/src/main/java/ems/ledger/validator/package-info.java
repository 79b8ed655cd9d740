/** Who signs the blocks of a grid: their quorum, how it is written, and how it votes for those who follow it. */
@NullMarked
package ems.ledger.validator;

import org.jspecify.annotations.NullMarked;
