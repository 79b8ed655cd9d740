package ems.chains.iota;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * What a notarization says of a block. Label: {@code grid/height}.
 *
 * @param hash of its header, 64 hex digits
 */
record NotarizedBlock(GridId grid, long height, String hash) {

    /** Before the inputs, in the form in which nodes give transactions back: one, its intent, its version and kind. */
    private static final byte[] BEFORE = {1, 0, 0, 0, 0, 0};

    /** The first input, the clock, has this length: {@link IotaNotarization}. */
    private static final int CLOCK = 43;

    private static final int INPUTS = 6;
    private static final int HASH = 32;

    static NotarizedBlock of(BlockHeader header) {
        if (header.hash() == null || !header.hash().matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("hash '" + header.hash() + "' is not 64 hex digits, lower case");
        }
        return new NotarizedBlock(header.key().grid(), header.height(), header.hash());
    }

    String label() {
        return grid + "/" + height;
    }

    byte[] data() {
        return HexFormat.of().parseHex(hash);
    }

    /** Reads a transaction of {@link IotaNotarization}; nothing if it is of another make. */
    static Optional<NotarizedBlock> read(byte[] transaction) {
        try {
            var in = ByteBuffer.wrap(transaction);
            byte[] before = new byte[BEFORE.length];
            in.get(before);
            if (!Arrays.equals(before, BEFORE) || in.get() != INPUTS) {
                return Optional.empty();
            }
            in.position(in.position() + CLOCK);
            byte[] data = pure(in);
            byte[] label = pure(in);
            if (data.length != HASH + 1 || data[0] != HASH || label.length < 2 || label[0] != 1) {
                return Optional.empty();
            }
            var text = ByteBuffer.wrap(label, 1, label.length - 1);
            String words = new String(bytes(text), StandardCharsets.UTF_8);
            return text.hasRemaining() ? Optional.empty() : read(HexFormat.of().formatHex(data, 1, data.length), words);
        } catch (BufferUnderflowException | IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    private static Optional<NotarizedBlock> read(String hash, String label) {
        int slash = label.indexOf('/');
        return label.matches("[^/]+/[0-9]{1,18}")
                ? Optional.of(new NotarizedBlock(
                        new GridId(label.substring(0, slash)), Long.parseLong(label.substring(slash + 1)), hash))
                : Optional.empty();
    }

    private static byte[] pure(ByteBuffer in) {
        if (in.get() != 0) {
            throw new IllegalArgumentException("not a pure input");
        }
        return bytes(in);
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.get();
        if (length < 0) {
            length = length & 0x7f | in.get() << 7;
        }
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
