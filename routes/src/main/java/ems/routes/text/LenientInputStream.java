package ems.routes.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Ends where the stream beneath cannot be read on, so that what was read before is not lost with the error. */
final class LenientInputStream extends FilterInputStream {

    private @Nullable IOException damage;

    LenientInputStream(InputStream in) {
        super(in);
    }

    Optional<IOException> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (damage != null) {
            return -1;
        }
        try {
            return in.read(bytes, from, length);
        } catch (IOException e) {
            damage = e;
            return -1;
        }
    }
}
