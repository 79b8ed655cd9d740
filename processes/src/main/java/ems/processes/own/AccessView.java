package ems.processes.own;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.processes.members.OwnKey;

/**
 * Who speaks for a party.
 *
 * @param party as in bids, such as {@code vehicle:EV1}
 * @param tokens of devices that speak for it, by name; those that have ended too
 */
record AccessView(String grid, String party, Instant clock, OwnKey key, List<DeviceToken> tokens) {

    /**
     * One token, without its text.
     *
     * @param others how many other parties it speaks for
     * @param ofAgent whether the home's agent has it
     * @param revokedAt empty: not revoked
     * @param holds whether it is taken now
     * @param whyNot why whoever asks may not revoke it, in a sentence; empty: they may
     */
    record DeviceToken(
            String name,
            int others,
            boolean ofAgent,
            String issuedBy,
            Instant issuedAt,
            Instant expiresAt,
            Optional<Instant> revokedAt,
            boolean holds,
            Optional<String> whyNot) {}
}
