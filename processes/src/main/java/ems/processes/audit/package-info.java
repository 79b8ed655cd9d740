/** What an auditor asks of a ledger while the market runs: its blocks, its checkpoints, and the proofs between them. */
@NullMarked
package ems.processes.audit;

import org.jspecify.annotations.NullMarked;
