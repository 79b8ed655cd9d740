package ems.features.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Hosts with a network between them that can be cut, on this machine: network namespaces at a bridge in one of their own. This
 * process has an address there, too. Only the machine's administrator may have them.
 */
final class HostsApart implements AutoCloseable {

    private static final int FIRST = 10;
    private static final int OWN = 254;

    private final String name;
    private final int subnet;
    private final List<String> namespaces = new ArrayList<>();

    private HostsApart(String name, int subnet) {
        this.name = name;
        this.subnet = subnet;
    }

    /**
     * Hosts by number, from 1.
     *
     * @return empty where they may not be made
     */
    static Optional<HostsApart> of(int count) throws IOException, InterruptedException {
        var random = new Random();
        var hosts = new HostsApart("ems%04x".formatted(random.nextInt(1 << 16)), random.nextInt(1, OWN));
        if (!hosts.isMade(hosts.bridge())) {
            return Optional.empty();
        }
        try {
            hosts.connect();
            for (int host = 1; host <= count; host++) {
                hosts.add(host);
            }
            return Optional.of(hosts);
        } catch (IOException | InterruptedException e) {
            hosts.close();
            throw e;
        }
    }

    private void connect() throws IOException, InterruptedException {
        run("ip", "-n", bridge(), "link", "add", "br0", "type", "bridge");
        run("ip", "-n", bridge(), "link", "set", "br0", "up");
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "p0", "netns", bridge());
        run("ip", "addr", "add", address(OWN - FIRST) + "/24", "dev", name);
        run("ip", "link", "set", name, "up");
        plugIn("p0");
    }

    private boolean isMade(String namespace) throws IOException, InterruptedException {
        try {
            run("ip", "netns", "add", namespace);
        } catch (IOException mayNot) {
            return false;
        }
        namespaces.add(namespace);
        return true;
    }

    private void add(int host) throws IOException, InterruptedException {
        if (!isMade(namespace(host))) {
            throw new IOException("namespace " + namespace(host) + " is not made, and one before it was");
        }
        run(
                "ip",
                "-n",
                namespace(host),
                "link",
                "add",
                "eth0",
                "type",
                "veth",
                "peer",
                "name",
                port(host),
                "netns",
                bridge());
        run("ip", "-n", namespace(host), "addr", "add", address(host) + "/24", "dev", "eth0");
        run("ip", "-n", namespace(host), "link", "set", "eth0", "up");
        plugIn(port(host));
    }

    private void plugIn(String port) throws IOException, InterruptedException {
        run("ip", "-n", bridge(), "link", "set", port, "master", "br0");
        run("ip", "-n", bridge(), "link", "set", port, "up");
    }

    private String bridge() {
        return name + "-bridge";
    }

    private String namespace(int host) {
        return name + '-' + host;
    }

    private static String port(int host) {
        return "p" + host;
    }

    String address(int host) {
        return "10.213." + subnet + '.' + (FIRST + host);
    }

    /** Words before a command that is to run there. */
    List<String> on(int host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    /** Nothing reaches the host, and nobody hears it. */
    void cut(int host) throws IOException, InterruptedException {
        run("ip", "-n", bridge(), "link", "set", port(host), "down");
    }

    void heal(int host) throws IOException, InterruptedException {
        run("ip", "-n", bridge(), "link", "set", port(host), "up");
    }

    @Override
    public void close() throws IOException {
        for (String namespace : namespaces) {
            try {
                run("ip", "netns", "del", namespace);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(String... words) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + ": " + said.strip());
        }
    }
}
