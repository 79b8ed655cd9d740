package ems.processes.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keeps a cookie, and sends a path as it is written. */
final class Browser {

    private final URI server;
    private String cookie = "";

    Browser(URI server) {
        this.server = server;
    }

    record Answer(int status, List<String> headers, String body) {
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    void takesCookieOf(Browser other) {
        cookie = other.cookie;
    }

    Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    Answer post(String path, String json, String... headers) throws IOException {
        return ask("POST", path, json, headers);
    }

    Answer form(String path, String body) throws IOException {
        return send("POST", path, body, "application/x-www-form-urlencoded");
    }

    Answer ask(String method, String path, String json, String... headers) throws IOException {
        return send(method, path, json, "application/json", headers);
    }

    private Answer send(String method, String path, String body, String type, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of(method + " " + path + " HTTP/1.1", "Host: " + server.getAuthority(), "Connection: close"));
        lines.addAll(List.of(headers));
        if (!cookie.isEmpty()) {
            lines.add("Cookie: " + cookie);
        }
        var bytes = body.getBytes(UTF_8);
        if (!method.equals("GET")) {
            lines.add("Content-Type: " + type);
            lines.add("Content-Length: " + bytes.length);
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            var out = socket.getOutputStream();
            out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
            out.write(bytes);
            var parts = new String(socket.getInputStream().readAllBytes(), UTF_8).split("\r\n\r\n", 2);
            var head = Arrays.asList(parts[0].split("\r\n"));
            var answer =
                    new Answer(Integer.parseInt(head.get(0).split(" ")[1]), head.subList(1, head.size()), parts[1]);
            if (!answer.header("set-cookie").isEmpty()) {
                cookie = answer.header("set-cookie").split(";")[0];
            }
            return answer;
        }
    }
}
