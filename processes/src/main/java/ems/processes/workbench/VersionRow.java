package ems.processes.workbench;

import java.util.Optional;

import ems.rules.draft.DraftEvidence;

/**
 * A version of the rules that is or was active.
 *
 * @param since first period that used it; empty: no period has opened yet
 * @param until first period that no longer used it; empty: it is active
 * @param how delivered, saved, approved or restored
 * @param draft that it was
 * @param author of that draft
 * @param reason why approval was asked for
 * @param approver who approved it, or went back to it in an emergency
 * @param approval what that person said
 * @param trail number of the trail's line
 * @param evidence what was known as approval was asked for; empty: an earlier build kept none
 */
public record VersionRow(
        String version,
        Optional<String> since,
        Optional<String> until,
        String how,
        Optional<Long> draft,
        Optional<String> author,
        Optional<String> reason,
        Optional<String> approver,
        Optional<String> approval,
        Optional<Long> trail,
        Optional<DraftEvidence> evidence) {

    static final String DELIVERED = "delivered";
    static final String SAVED = "saved";
    static final String APPROVED = "approved";
    static final String RESTORED = "restored";
}
