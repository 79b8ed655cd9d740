package ems.market.record;

import java.util.regex.Pattern;

import ems.market.party.ProsumerId;

/**
 * What the EV of a prosumer has learnt, merged into the next global model.
 *
 * @param base version of the global model that it learnt from
 * @param samples windows that it learnt from, at least 1; its weight, less for an old base
 * @param hash SHA-256 of the update's file, 64 hexadecimal digits
 */
public record ModelUpdate(ProsumerId prosumer, int base, long samples, String hash) implements Entry {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public ModelUpdate {
        if (base < 0 || samples < 1) {
            throw new IllegalArgumentException(
                    "an update of version " + base + " from " + samples + " samples: at least 0 and 1");
        }
        requireHash(hash);
    }

    static void requireHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("'" + hash + "' is no SHA-256 of 64 hexadecimal digits");
        }
    }

    public static ModelUpdate readFrom(EntryReader line) {
        return new ModelUpdate(new ProsumerId(line.text()), line.smallNumber(), line.number(), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MODEL_UPDATE;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(prosumer.spelled()).number(base).number(samples).text(hash);
    }
}
