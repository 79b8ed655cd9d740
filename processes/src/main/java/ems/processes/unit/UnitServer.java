package ems.processes.unit;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import ems.ledger.export.BlocksReader;
import ems.ledger.export.WrongLedger;
import ems.ledger.note.NoteVerifier;
import ems.ledger.unit.Proposal;
import ems.ledger.unit.RoadSideUnit;
import ems.ledger.unit.UnitAnswer;
import ems.ledger.validator.ValidatorsText;
import ems.market.ledger.BlockHeader;

/**
 * The door of a unit, HTTP: {@code POST /blocks} takes one block as {@code blocks.txt} has it, gzipped, with the market's key in
 * the header {@code Market}, and answers 200 with the unit's signature line, 204 if it follows the block without being asked
 * to sign, 409 with the height of the block that it needs first, or 422 with the reason. {@code POST /votes} takes validators as
 * {@code quorum N} and a key a line, and answers 200 with the unit's vote for them as a signature line, or 422 with what its owner
 * must do first. {@code GET /standing} tells how far it has come.
 */
public final class UnitServer implements Closeable {

    static final String BLOCKS = "/blocks";
    static final String VOTES = "/votes";
    static final String STANDING = "/standing";
    static final String MARKET = "Market";
    /** Of one block as text: ten times what a minute of 10,000 members takes. */
    static final int MOST_BYTES = 100_000_000;

    static final int SIGNED = 200;
    static final int FOLLOWED = 204;
    static final int BEHIND = 409;
    static final int REFUSED = 422;

    /** As long as the keys of all validators that a grid may have. */
    private static final int MOST_BYTES_OF_KEYS = 60_000;

    private static final int THREADS = 4;
    private static final int WAITING = 16;
    private static final int NO_BODY = -1;

    private final RoadSideUnit unit;
    private final Consumer<String> voice;
    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * @param address port 0: a free one
     * @param voice is told of each block that it signs or refuses, and of each vote
     */
    public UnitServer(RoadSideUnit unit, InetSocketAddress address, Consumer<String> voice) throws IOException {
        this.unit = unit;
        this.voice = voice;
        this.server = HttpServer.create(address, WAITING);
        this.threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext(
                "/", exchange -> answer(exchange, 404, "no such address: POST /blocks, POST /votes or GET /standing"));
        server.createContext(BLOCKS, exchange -> answer(exchange, "a block is", this::judged));
        server.createContext(VOTES, exchange -> answer(exchange, "validators are", this::voted));
        server.createContext(
                STANDING, exchange -> answer(exchange, 200, unit.standing().text()));
        server.start();
    }

    public URI address() {
        var at = server.getAddress();
        return URI.create("http://" + at.getHostString() + ":" + at.getPort());
    }

    /** What the unit says of what was sent to it. */
    private interface Judging {

        UnitAnswer of(HttpExchange exchange) throws IOException, WrongLedger;
    }

    private UnitAnswer judged(HttpExchange exchange) throws IOException, WrongLedger {
        var proposal = proposal(exchange);
        var answer = unit.judge(proposal);
        tell(proposal.block().header(), answer);
        return answer;
    }

    private UnitAnswer voted(HttpExchange exchange) throws IOException {
        byte[] keys = exchange.getRequestBody().readNBytes(MOST_BYTES_OF_KEYS + 1);
        if (keys.length > MOST_BYTES_OF_KEYS) {
            throw new IllegalArgumentException("the validators have more than " + MOST_BYTES_OF_KEYS + " bytes");
        }
        var next = ValidatorsText.parse(
                new String(keys, StandardCharsets.UTF_8).lines().toList());
        var answer = unit.vote(next);
        if (answer instanceof UnitAnswer.Refused refused) {
            voice.accept("does not vote for other validators: " + refused.reason());
        } else {
            voice.accept("votes for " + next.quorum() + " of " + String.join(" ", next.keys()));
        }
        return answer;
    }

    private void answer(HttpExchange exchange, String what, Judging judging) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, what + " sent with POST");
            return;
        }
        UnitAnswer answer;
        try {
            answer = judging.of(exchange);
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, e.getMessage());
            return;
        } catch (WrongLedger e) {
            answer(exchange, 400, e.wrong().toString());
            return;
        } catch (IOException | RuntimeException e) {
            answer(exchange, 500, "nothing is kept or signed: " + e.getMessage());
            return;
        }
        if (answer instanceof UnitAnswer.Signed signed) {
            answer(exchange, SIGNED, signed.signature());
        } else if (answer instanceof UnitAnswer.Behind behind) {
            answer(exchange, BEHIND, Long.toString(behind.height()));
        } else if (answer instanceof UnitAnswer.Refused refused) {
            answer(exchange, REFUSED, refused.reason());
        } else {
            answer(exchange, FOLLOWED, "");
        }
    }

    private void tell(BlockHeader header, UnitAnswer answer) {
        var block = "block " + header.height() + " of period " + header.key().period();
        if (answer instanceof UnitAnswer.Signed) {
            voice.accept("signs " + block);
        } else if (answer instanceof UnitAnswer.Refused refused) {
            voice.accept("refuses " + block + ": " + refused.reason());
        }
    }

    private static Proposal proposal(HttpExchange exchange) throws IOException, WrongLedger {
        String market = exchange.getRequestHeaders().getFirst(MARKET);
        if (market == null) {
            throw new IllegalArgumentException("the header Market with the market's key is missing");
        }
        var key = NoteVerifier.parse(market);
        var blocks = new BlocksReader(new ByteArrayInputStream(body(exchange.getRequestBody())));
        var block = blocks.next();
        if (block.isEmpty() || block.get().retired() || blocks.next().isPresent()) {
            throw new IllegalArgumentException("the body is not one block with its entries");
        }
        return new Proposal(key, block.get());
    }

    private static byte[] body(InputStream in) throws IOException {
        byte[] body;
        try (var unzipped = new GZIPInputStream(in)) {
            body = unzipped.readNBytes(MOST_BYTES + 1);
        } catch (ZipException e) {
            throw new IllegalArgumentException("the body is not gzipped: " + e.getMessage(), e);
        }
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException("the block has more than " + MOST_BYTES + " bytes");
        }
        return body;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Ends what it is at, and then takes no more. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
