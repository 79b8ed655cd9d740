package ems.ledger.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import ems.ledger.chain.Anchor;
import ems.ledger.chain.HeaderText;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.BlockHeader;

/** One grid's anchors, open for appending. */
final class AnchorFile implements Closeable {

    /** A height of 19 digits, a space, a hash and the line's end fit twice. */
    private static final int TAIL = 256;

    private final Path path;
    private final FileChannel channel;
    private final boolean synced;
    private long lastHeight;
    private String lastHash;

    private AnchorFile(Path path, FileChannel channel, boolean synced, Optional<Anchor> last) {
        this.path = path;
        this.channel = channel;
        this.synced = synced;
        this.lastHeight = last.map(Anchor::height).orElse(-1L);
        this.lastHash = last.map(Anchor::hash).orElse("");
    }

    /** Cuts off a last line that a crash left unfinished. */
    static AnchorFile open(Path path, boolean synced) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new AnchorFile(path, channel, synced, lastWholeLine(channel));
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e instanceof IOException broken ? broken : new IOException(e.getMessage(), e);
        }
    }

    private static Optional<Anchor> lastWholeLine(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL);
        var bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
        String tail = new String(bytes.array(), StandardCharsets.US_ASCII);
        int end = tail.lastIndexOf('\n');
        if (end < 0 && from > 0) {
            throw new IOException("its last " + TAIL + " bytes hold no line");
        }
        channel.truncate(from + end + 1);
        channel.position(from + end + 1);
        return end < 0
                ? Optional.empty()
                : Optional.of(Anchor.parse(tail.substring(tail.lastIndexOf('\n', end - 1) + 1, end)));
    }

    /** Whether somebody deleted or cut it since it was opened. */
    boolean isChanged() throws IOException {
        return Files.notExists(path) || Files.size(path) != channel.position();
    }

    void publish(BlockHeader header) throws IOException {
        if (header.height() <= lastHeight) {
            refuseAnotherHash(header);
        } else if (header.height() == lastHeight + 1) {
            append(header);
        } else {
            throw new AnchorMissing(
                    path + " ends at height " + lastHeight + ": " + HeaderText.name(header) + " cannot follow",
                    lastHeight + 1);
        }
    }

    private void refuseAnotherHash(BlockHeader header) throws IOException {
        String published = header.height() == lastHeight ? lastHash : find(header.height());
        if (!published.equals(header.hash())) {
            throw new IllegalStateException(HeaderText.name(header) + " has hash " + header.hash()
                    + ", but is anchored in " + path + " with hash " + published);
        }
    }

    private String find(long height) throws IOException {
        try (var lines = Files.lines(path, StandardCharsets.US_ASCII)) {
            return lines.skip(height)
                    .findFirst()
                    .map(Anchor::parse)
                    .map(Anchor::hash)
                    .orElse("none");
        }
    }

    private void append(BlockHeader header) throws IOException {
        var line = ByteBuffer.wrap(
                (new Anchor(header.height(), header.hash()).line() + '\n').getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        if (synced) {
            channel.force(true);
        }
        lastHeight = header.height();
        lastHash = header.hash();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
