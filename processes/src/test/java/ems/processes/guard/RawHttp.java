package ems.processes.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Sends requests letter for letter: HTTP clients of the JDK do not let a test choose a host or an origin. */
final class RawHttp {

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /** @param headers {@code Name: value} */
    record Answer(int status, List<String> headers, String body) {

        Optional<String> header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()))
                    .reduce((one, other) -> one + " | " + other);
        }
    }

    /** Asks by the server's own name. */
    Answer ask(String request, String... headers) throws IOException {
        return send(request, "Host: " + server.getAuthority(), "", headers);
    }

    Answer askHost(String host, String request, String... headers) throws IOException {
        return send(request, "Host: " + host, "", headers);
    }

    Answer post(String path, String body, String... headers) throws IOException {
        return send("POST " + path, "Host: " + server.getAuthority(), body, headers);
    }

    private Answer send(String request, String host, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(request + " HTTP/1.1", host, "Connection: close"));
        lines.addAll(List.of(headers));
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(ISO_8859_1));
            return parsed(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private static Answer parsed(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var head = Arrays.asList(parts[0].split("\r\n"));
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        return new Answer(status, head.subList(1, head.size()), parts[1]);
    }
}
