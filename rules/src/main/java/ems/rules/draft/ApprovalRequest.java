package ems.rules.draft;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;

/**
 * Somebody asks that a draft becomes active.
 *
 * @param hash of the cells that are to be approved: other cells are another request
 * @param version that the cells would be
 * @param holdsFrom first period that is to use it; empty: the first that opens once it is approved
 * @param trail number of the trail's line: it names the request, and a verdict is for one request
 * @param evidence what was known of the cells then; empty: an earlier build kept none
 */
public record ApprovalRequest(
        String hash,
        String version,
        String by,
        Instant at,
        String reason,
        Optional<MatchingPeriod> holdsFrom,
        long trail,
        Optional<DraftEvidence> evidence) {}
