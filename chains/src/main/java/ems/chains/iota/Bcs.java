package ems.chains.iota;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes binary canonical serialization, as Move's chains read it: little endian, lengths in groups of 7 bits. */
final class Bcs {

    private static final int GROUP = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bcs u8(int value) {
        out.write(value);
        return this;
    }

    Bcs u16(int value) {
        return little(value, Short.BYTES);
    }

    /** @param value unsigned */
    Bcs u32(long value) {
        return little(value, Integer.BYTES);
    }

    /** @param value unsigned */
    Bcs u64(long value) {
        return little(value, Long.BYTES);
    }

    private Bcs little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> i * Byte.SIZE));
        }
        return this;
    }

    Bcs length(int length) {
        int rest = length;
        while (rest > GROUP) {
            out.write(rest & GROUP | MORE);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    /** Without a length. */
    Bcs raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bcs bytes(byte[] bytes) {
        return length(bytes.length).raw(bytes);
    }

    Bcs text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Bcs some(String text) {
        return u8(1).text(text);
    }

    Bcs none() {
        return u8(0);
    }

    byte[] written() {
        return out.toByteArray();
    }
}
