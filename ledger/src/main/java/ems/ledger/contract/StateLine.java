package ems.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import ems.market.quantity.Digits;

/** One line {@code key=value} of a state after the other, in UTF-8 and in the same memory. */
final class StateLine {

    private byte[] bytes = new byte[256];
    private int length;

    /** Begins a line in place of the last one. */
    StateLine begin(byte[] start) {
        length = 0;
        return append(start);
    }

    StateLine words(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    StateLine number(long number) {
        makeRoom(1 + Digits.MOST);
        if (number < 0) {
            bytes[length++] = '-';
        }
        length += Digits.count(number);
        Digits.write(number, bytes, length);
        return this;
    }

    StateLine bar() {
        makeRoom(1);
        bytes[length++] = '|';
        return this;
    }

    private StateLine append(byte[] text) {
        makeRoom(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }

    /** The line is as long as {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
