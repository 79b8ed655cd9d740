package ems.processes.workbench;

import java.util.Optional;

import ems.rules.draft.DraftEvidence;

/**
 * Rules that were approved and taken back before their period began.
 *
 * @param from first period that was to use them
 * @param reason why approval was asked for
 * @param approval what the approver said
 * @param by who took it back; empty: an earlier build did not keep it, as the next two
 * @param trail number of the line about that
 */
public record TakenBackRow(
        String version,
        String from,
        Optional<Long> draft,
        Optional<String> author,
        Optional<String> reason,
        String approver,
        String approval,
        Optional<String> by,
        Optional<String> why,
        Optional<Long> trail,
        Optional<DraftEvidence> evidence) {}
