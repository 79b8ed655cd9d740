package ems.processes.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A mail server on loopback that takes mail without encryption and keeps it: RFC 5321, as much of it as a client needs. */
final class SmtpServer implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> leftAlone = new LinkedBlockingQueue<>();
    private volatile Manners manners = Manners.GOOD;

    enum Manners {
        GOOD,
        /** It accepts, and says nothing. */
        SILENT,
        /** It takes the mail, and does not say so. */
        TAKES_IN_SILENCE
    }

    SmtpServer() throws IOException {
        var thread = new Thread(this::serve, "smtp-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Recipients, headers and text of the next mail; waits for it. */
    String take() throws InterruptedException {
        return mails.take();
    }

    /** From the next connection on. */
    void has(Manners other) {
        manners = other;
    }

    /** Waits until the client closes the first connection that was left alone; throws if it does not. */
    void untilGivenUp() throws IOException, InterruptedException {
        try (var client = leftAlone.take()) {
            client.setSoTimeout(PATIENCE_MS);
            client.getInputStream().readAllBytes();
        }
    }

    private void serve() {
        while (true) {
            try {
                var client = socket.accept();
                if (manners == Manners.SILENT || !talk(client)) {
                    leftAlone.add(client);
                } else {
                    client.close();
                }
            } catch (IOException e) { // a client that goes away ends its own connection only
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    /** False: the client still waits for a word. */
    private boolean talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 loopback ESMTP");
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("QUIT")) {
                say(client, "221 bye");
                return true;
            } else if (command.equals("DATA")) {
                say(client, "354 go on");
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    mail.append(text).append('\n');
                }
                boolean silent = manners == Manners.TAKES_IN_SILENCE;
                mails.add(mail.toString());
                if (silent) {
                    return false;
                }
                say(client, "250 taken");
            } else {
                if (command.startsWith("RCPT")) {
                    mail.append(line).append('\n');
                }
                say(client, command.startsWith("EHLO") ? "250 loopback" : "250 fine");
            }
        }
        return true;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var client : leftAlone) {
            client.close();
        }
    }
}
