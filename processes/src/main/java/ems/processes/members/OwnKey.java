package ems.processes.members;

import java.time.Instant;
import java.util.Optional;

import ems.processes.members.MemberRow.OpenOrder;

/**
 * The key of a member's bids, and what another one leads to.
 *
 * @param fingerprint 16 hex digits of the SHA-256 of the public key; empty: it signs no bids
 * @param signsHere whether the key lies in this installation, which signs for the member
 * @param open what is ordered of the member and not recorded yet
 * @param earliest start of the first period from which another key may hold
 * @param whyNot why no other key may be ordered now, in a sentence; empty: one may
 * @param consequence what follows, in whole sentences
 */
public record OwnKey(
        Optional<String> fingerprint,
        boolean signsHere,
        Optional<OpenOrder> open,
        Instant earliest,
        Optional<String> whyNot,
        String consequence) {}
