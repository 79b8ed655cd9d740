package ems.study.parquet;

import java.util.Arrays;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

/** Zstandard without native code: the same bytes on every machine. */
final class Compression {

    private final ZstdCompressor compressor = new ZstdCompressor();
    private final ZstdDecompressor decompressor = new ZstdDecompressor();

    byte[] compressed(byte[] bytes) {
        byte[] small = new byte[compressor.maxCompressedLength(bytes.length)];
        int length = compressor.compress(bytes, 0, bytes.length, small, 0, small.length);
        return Arrays.copyOf(small, length);
    }

    /** @throws IllegalArgumentException if there are not as many */
    byte[] decompressed(byte[] small, int length) {
        byte[] bytes = new byte[length];
        int found = decompressor.decompress(small, 0, small.length, bytes, 0, length);
        if (found != length) {
            throw new IllegalArgumentException("a page has " + found + " bytes where its head says " + length);
        }
        return bytes;
    }
}
