package ems.processes.unit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

import ems.ledger.export.BlocksWriter;
import ems.ledger.note.NoteVerifier;
import ems.ledger.unit.Proposal;
import ems.ledger.unit.ReachedUnit;
import ems.ledger.unit.UnitAnswer;
import ems.ledger.unit.UnitStanding;
import ems.ledger.validator.ValidatorsText;
import ems.market.record.Validators;
import ems.processes.http.TimedHttp;

/** A unit at an address of the web: {@link UnitServer} is its other end. */
public final class RemoteUnit implements ReachedUnit {

    /** An answer is a signature, a number or a reason, which may name a hundred keys. */
    private static final int MOST_BYTES = 10_000;

    private final URI address;
    private final TimedHttp http;

    /** @param patience with one answer */
    public RemoteUnit(URI address, HttpClient http, Duration patience) {
        this.address = address;
        this.http = new TimedHttp(http, patience, MOST_BYTES);
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public UnitStanding standing() throws IOException, InterruptedException {
        var answer = send(request(UnitServer.STANDING).GET());
        if (answer.status() != 200) {
            throw new IOException(address + " answers " + answer.status() + " where a unit tells its standing");
        }
        try {
            var standing = UnitStanding.parse(answer.text());
            NoteVerifier.parse(standing.key());
            return standing;
        } catch (IllegalArgumentException e) {
            throw new IOException(address + " answers as no unit does: " + e.getMessage(), e);
        }
    }

    @Override
    public UnitAnswer judge(Proposal proposal) throws IOException, InterruptedException {
        var answer = send(request(UnitServer.BLOCKS)
                .header(UnitServer.MARKET, proposal.market().text())
                .POST(BodyPublishers.ofByteArray(zipped(proposal))));
        return switch (answer.status()) {
            case UnitServer.SIGNED -> new UnitAnswer.Signed(answer.text());
            case UnitServer.FOLLOWED -> new UnitAnswer.Followed();
            case UnitServer.BEHIND -> new UnitAnswer.Behind(height(answer.text()));
            case UnitServer.REFUSED -> new UnitAnswer.Refused(answer.text());
            default -> throw new IOException(address + " answers " + answer.status() + ": " + answer.text());
        };
    }

    @Override
    public UnitAnswer vote(Validators next) throws IOException, InterruptedException {
        var answer = send(request(UnitServer.VOTES).POST(BodyPublishers.ofString(ValidatorsText.of(next))));
        return switch (answer.status()) {
            case UnitServer.SIGNED -> new UnitAnswer.Signed(answer.text());
            case UnitServer.REFUSED -> new UnitAnswer.Refused(answer.text());
            default -> throw new IOException(address + " answers " + answer.status() + ": " + answer.text());
        };
    }

    private long height(String text) throws IOException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IOException(address + " is behind, and does not say how far", e);
        }
    }

    private static byte[] zipped(Proposal proposal) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var writer = new BlocksWriter(new GZIPOutputStream(body))) {
            writer.write(proposal.block());
        }
        return body.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    /** @param text what the answer's body begins with */
    private record Answer(int status, String text) {}

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            var answer = http.send(request.build());
            return new Answer(answer.status(), new String(answer.bytes(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new IOException(
                    address + " does not answer within " + http.patience().toMillis() + " ms", e);
        } catch (IOException e) {
            throw new IOException(address + " cannot be reached: " + e.getCause(), e);
        }
    }
}
