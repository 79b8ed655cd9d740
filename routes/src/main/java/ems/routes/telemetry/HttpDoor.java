package ems.routes.telemetry;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The HTTP side of a door. A body of the right type and size for an open grid becomes an {@link IncomingMessage}, anything else
 * a refused {@link IntakeReport}; a report becomes the answer. No header of a request survives, nor the character set it names.
 */
final class HttpDoor {

    private static final int MOST_BYTES = 65_536;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int WRONG_TYPE = 415;
    private static final int UNAVAILABLE = 503;
    private static final Map<Integer, String> TITLES = Map.of(
            BAD_REQUEST, "Bad Request",
            NOT_FOUND, "Not Found",
            TOO_LARGE, "Request Entity Too Large",
            WRONG_TYPE, "Unsupported Media Type",
            UNAVAILABLE, "Service Unavailable");
    private static final String JSON_TYPE = "application/json";
    private static final String PROBLEM_TYPE = "application/problem+json";
    /** The server's own; no header of a sender can be one, since none begins with Camel. */
    private static final String USER = "CamelVertxPlatformHttpAuthenticatedUser";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String door;
    private final String type;
    private final int mostBytes;
    private final OpenGrids grids;
    private final Clock clock;

    /** For JSON of at most 64 KB. */
    HttpDoor(String door, OpenGrids grids, Clock clock) {
        this(door, JSON_TYPE, MOST_BYTES, grids, clock);
    }

    /**
     * @param type of bodies, without parameters
     * @param mostBytes of a body
     */
    HttpDoor(String door, String type, int mostBytes, OpenGrids grids, Clock clock) {
        this.door = door;
        this.type = type;
        this.mostBytes = mostBytes;
        this.grids = grids;
        this.clock = clock;
    }

    /** @throws DoorsClosed while nothing can be kept */
    void receive(Exchange exchange) {
        grids.closed().ifPresent(reason -> {
            throw new DoorsClosed(reason);
        });
        var message = exchange.getMessage();
        var name = message.getHeader("grid");
        var speaker = grids.speaker(Optional.ofNullable(message.getHeader(USER)));
        var contentType = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        var body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        message.removeHeaders("*");
        exchange.removeProperty(Exchange.CHARSET_NAME);
        var grid = open(name);
        if (grid.isEmpty()) {
            refuse(
                    message,
                    text(body),
                    NOT_FOUND,
                    "grid " + QuotedText.of(String.valueOf(name)) + " is not open",
                    grids.ofNoGrid());
        } else if (!isType(contentType)) {
            var reason = "content type " + QuotedText.of(contentType) + " is not " + type;
            refuse(message, body, WRONG_TYPE, reason, grid.get());
        } else if (body.length > mostBytes) {
            var reason = "body of " + body.length + " bytes is above " + mostBytes + " bytes";
            refuse(message, body, TOO_LARGE, reason, grid.get());
        } else {
            var id = new GridId(String.valueOf(name));
            message.setBody(new IncomingMessage(
                    door, grid.get(), grid.get().now(), party -> speaker.speaksFor(id, party), body));
        }
    }

    /** A name given in the query or in a header as well makes a list of it, and no grid. */
    private Optional<GridIntake> open(Object name) {
        try {
            return name instanceof String one ? grids.find(new GridId(one)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private boolean isType(String contentType) {
        var withoutParameters = contentType.split(";", 2)[0].strip();
        return withoutParameters.toLowerCase(Locale.ROOT).equals(type);
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, MOST_BYTES), UTF_8);
    }

    private void refuse(Message message, byte[] body, int status, String reason, GridIntake grid) {
        refuse(message, grid.keepable(text(body)), status, reason, grid.deadLetters());
    }

    private void refuse(Message message, String text, int status, String reason, DeadLetters box) {
        message.setBody(IntakeReport.refusing(new DeadLetter(door, clock.instant(), text, reason), box));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    }

    static void answer(Exchange exchange) {
        var message = exchange.getMessage();
        var receipt = message.getBody(IntakeReport.class);
        var answer = JSON.createObjectNode();
        answer.put("accepted", receipt.accepted()).put("repeated", receipt.repeated());
        var refused = answer.putArray("refused");
        receipt.letters().forEach(letter -> refused.addObject().put("reason", letter.reason()));
        if (!receipt.suspects().isEmpty()) {
            var suspect = answer.putArray("suspect");
            receipt.suspects().forEach(letter -> suspect.addObject().put("reason", letter.reason()));
        }
        if (message.getHeader(Exchange.HTTP_RESPONSE_CODE) == null) {
            int status = receipt.isRefusedAltogether() ? BAD_REQUEST : ACCEPTED;
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        }
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == ACCEPTED) {
            write(message, JSON_TYPE, answer);
        } else {
            write(message, PROBLEM_TYPE, problem(status, summary(receipt)).setAll(answer));
        }
    }

    /** One refused message is why; of several, the list has all reasons. */
    private static String summary(IntakeReport receipt) {
        int refused = receipt.letters().size();
        return refused == 1
                ? receipt.letters().get(0).reason()
                : "none of " + refused + " messages was taken; 'refused' has a reason for each";
    }

    /** As RFC 9457 has it; its type is {@code about:blank}, which is left out. */
    private static ObjectNode problem(int status, String detail) {
        return JSON.createObjectNode()
                .put("title", TITLES.get(status))
                .put("status", status)
                .put("detail", detail);
    }

    /** Nothing was acknowledged: the sender keeps its messages and sends them again. */
    static void unavailable(Exchange exchange) {
        var why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof DoorsClosed closed
                ? closed.getMessage() + ": "
                : "";
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE);
        write(message, PROBLEM_TYPE, problem(UNAVAILABLE, why + "the messages could not be kept; send them again"));
    }

    private static void write(Message message, String type, ObjectNode json) {
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(json.toString().getBytes(UTF_8));
    }
}
