package ems.forecasting.federation;

import java.security.PublicKey;

import ems.market.party.ProsumerId;

/**
 * What a pair announces to all before it sends its masked update: the weight that it will have, and a key that lasts for this
 * merge.
 *
 * @param base version of the global model that it learnt from
 * @param samples windows it has learnt from since
 * @param key of X25519
 */
public record Announcement(ProsumerId prosumer, int base, long samples, PublicKey key) {}
