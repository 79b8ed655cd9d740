package ems.market.record;

import ems.market.quantity.MatchingPeriod;

/**
 * A version of the grid's shared model, made of the updates that are recorded before it.
 *
 * @param version 0 for the one that the grid starts with, then one more with each merge
 * @param from the period from which on pairs learn and forecast from it
 * @param method how the updates were merged, in words; anybody who has the files can do it again
 * @param merged how many updates went in
 * @param hash SHA-256 of the model's file, 64 hexadecimal digits
 */
public record GlobalModel(int version, MatchingPeriod from, String method, int merged, String hash) implements Entry {

    public GlobalModel {
        if (version < 0 || merged < 0) {
            throw new IllegalArgumentException("version " + version + " of " + merged + " updates: neither is below 0");
        }
        ModelUpdate.requireHash(hash);
    }

    public static GlobalModel readFrom(EntryReader line) {
        return new GlobalModel(
                line.smallNumber(), MatchingPeriod.parse(line.text()), line.text(), line.smallNumber(), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.GLOBAL_MODEL;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.number(version).text(from.toString()).text(method).number(merged).text(hash);
    }
}
