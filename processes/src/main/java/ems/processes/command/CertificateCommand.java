package ems.processes.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.people.secret.Secret;
import ems.processes.folder.DataFolder;
import ems.processes.folder.ServerCertificate;

/** Makes a certificate for the market's server, which signs itself: browsers ask once whether to trust it. */
@Command(
        name = "certificate",
        description = "Make a certificate and its private key for a market that other machines reach.",
        mixinStandardHelpOptions = true)
final class CertificateCommand implements Callable<Integer> {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:]*");
    private static final int MOST_DAYS = 3_650;
    private static final String PASSWORD = "EMS_KEYTOOL_PASSWORD";

    @Spec
    CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            required = true,
            split = ",",
            description = "Name or address by which others reach it; may be given several times.")
    List<String> hosts = List.of();

    @Option(names = "--days", paramLabel = "N", description = "How long it holds (default: ${DEFAULT-VALUE}).")
    int days = 397;

    @Option(names = "--data", paramLabel = "DIR", description = "The market's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Override
    public Integer call() throws IOException {
        hosts.forEach(CertificateCommand::check);
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days " + days + " is outside [1, " + MOST_DAYS + "]");
        }
        var certificate = ServerCertificate.in(data);
        if (certificate.exists()) {
            throw new IllegalArgumentException(
                    certificate.file() + " is there already, and is not replaced: move it away first");
        }
        var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(data)) {
            DataFolder.of(data).open();
        }
        if (!Files.isDirectory(certificate.folder())) {
            Files.createDirectory(certificate.folder(), owners);
        }
        var password = Secret.random("").text();
        Files.deleteIfExists(certificate.passwordFile());
        Files.createFile(
                certificate.passwordFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(certificate.passwordFile(), password + '\n');
        makeKey(certificate.file(), password);
        var out = spec.commandLine().getOut();
        out.println("made " + certificate.file() + " for " + String.join(", ", certificate.hosts()) + ", for " + days
                + " days");
        out.println("It signs itself: browsers ask once whether to trust it. One of an authority can take its place"
                + " (docs/installing.md).");
        return 0;
    }

    private static void check(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "--host '" + host + "' is neither a name like market.example nor an address");
        }
    }

    /** By the tool that each JDK has within itself. */
    private void makeKey(Path file, String password) throws IOException {
        var names = new LinkedHashSet<>(hosts);
        names.add("localhost");
        names.add("127.0.0.1");
        var alternatives = names.stream()
                .map(name -> (ADDRESS.matcher(name).matches() ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-m",
                "java.base/sun.security.tools.keytool.Main",
                "-genkeypair"));
        words.addAll(List.of("-alias", "market", "-keyalg", "EC", "-groupname", "secp256r1"));
        words.addAll(List.of("-validity", Integer.toString(days), "-dname", "CN=" + hosts.get(0)));
        words.addAll(List.of("-ext", "san=" + alternatives, "-ext", "bc:c=ca:false", "-ext", "eku=serverAuth"));
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass:env", PASSWORD));
        var tool = new ProcessBuilder(words).redirectErrorStream(true);
        tool.environment().put(PASSWORD, password);
        var running = tool.start();
        running.getOutputStream().close();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (running.waitFor() != 0) {
                throw new IOException("no certificate was made: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the certificate was made", e);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
