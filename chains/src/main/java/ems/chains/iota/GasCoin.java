package ems.chains.iota;

/**
 * The coin that pays for a transaction, as it is now: each transaction makes a new version of it.
 *
 * @param version unsigned
 * @param digest of this version, 32 bytes
 */
record GasCoin(ObjectId id, long version, byte[] digest) {}
