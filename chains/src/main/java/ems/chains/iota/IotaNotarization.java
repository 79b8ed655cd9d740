package ems.chains.iota;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A transaction that makes a locked notarization: an object that holds some bytes, which nobody can change, and which its
 * owner can delete only after a day that is fixed with it. Three calls of IOTA's own package {@code notarization}.
 *
 * @param data what is notarized
 * @param label what it is, for whoever finds it
 * @param unlockAt whole seconds, in the future of the chain and before the year 2106: the package knows no lock for ever
 */
public record IotaNotarization(ObjectId notarizationPackage, byte[] data, String label, Instant unlockAt) {

    private static final String DESCRIPTION = "ems ledger block";
    private static final ObjectId CLOCK = ObjectId.parse("0x6");
    private static final byte[] DIGEST_OF = "TransactionData::".getBytes(StandardCharsets.US_ASCII);
    private static final long END = 1L << Integer.SIZE;

    /** Kinds, by their numbers in IOTA's format: of inputs, commands, arguments and types. */
    private static final int PURE = 0;

    private static final int OBJECT = 1;
    private static final int SHARED = 1;
    private static final int MOVE_CALL = 0;
    private static final int INPUT = 1;
    private static final int RESULT = 2;
    private static final int VECTOR = 6;
    private static final int U8 = 1;

    public IotaNotarization {
        data = data.clone();
        if (unlockAt.getEpochSecond() < 0 || unlockAt.getEpochSecond() >= END) {
            throw new IllegalArgumentException("a lock until " + unlockAt + " does not end in [1970, 2106)");
        }
    }

    /**
     * As it travels.
     *
     * @param bytes base 64
     * @param signature base 64
     * @param digest its name on the chain, base 58
     */
    record Signed(String bytes, String signature, String digest) {}

    /**
     * @param gasPrice nanos per unit of gas
     * @param budget nanos that it may cost at most
     */
    Signed signed(IotaKey key, GasCoin coin, long gasPrice, long budget) {
        byte[] bytes = bytes(key.addressBytes(), coin, gasPrice, budget);
        var base64 = Base64.getEncoder();
        return new Signed(
                base64.encodeToString(bytes),
                base64.encodeToString(key.signature(bytes)),
                Base58.of(IotaKey.blake2b(DIGEST_OF, bytes)));
    }

    private byte[] bytes(byte[] sender, GasCoin coin, long gasPrice, long budget) {
        var transaction = new Bcs().u8(0).u8(0);
        inputs(transaction);
        commands(transaction);
        return transaction
                .raw(sender)
                .length(1)
                .raw(coin.id().bytes())
                .u64(coin.version())
                .bytes(coin.digest())
                .raw(sender)
                .u64(gasPrice)
                .u64(budget)
                .u8(0)
                .written();
    }

    private void inputs(Bcs to) {
        to.length(6).u8(OBJECT).u8(SHARED).raw(CLOCK.bytes()).u64(1).u8(0);
        pure(to, new Bcs().bytes(data));
        pure(to, new Bcs().some(label));
        pure(to, new Bcs().u32(unlockAt.getEpochSecond()));
        pure(to, new Bcs().some(DESCRIPTION));
        pure(to, new Bcs().none());
    }

    private static void pure(Bcs to, Bcs value) {
        to.u8(PURE).bytes(value.written());
    }

    private void commands(Bcs to) {
        to.length(3);
        call(to, "notarization", "new_state_from_bytes").length(0).length(2);
        input(input(to, 1), 2);
        call(to, "timelock", "unlock_at").length(0).length(2);
        input(input(to, 3), 0);
        call(to, "locked_notarization", "create").length(1).u8(VECTOR).u8(U8).length(5);
        input(result(input(input(result(to, 0), 4), 5), 1), 0);
    }

    private Bcs call(Bcs to, String module, String function) {
        return to.u8(MOVE_CALL).raw(notarizationPackage.bytes()).text(module).text(function);
    }

    private static Bcs input(Bcs to, int number) {
        return to.u8(INPUT).u16(number);
    }

    private static Bcs result(Bcs to, int command) {
        return to.u8(RESULT).u16(command);
    }
}
