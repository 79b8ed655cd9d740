package ems.processes.town;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.processes.child.InheritedVariables;

/** The broker, if this machine has it: anybody of the machine may use it, and it writes down once a second what it has taken. */
record Mosquitto(Path program) {

    static Optional<Mosquitto> installed() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Mosquitto::new);
    }

    ProcessBuilder command(Path folder, int port) throws IOException {
        var settings = folder.resolve("mosquitto.conf");
        Files.write(
                settings,
                List.of(
                        "user " + System.getProperty("user.name"),
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous true",
                        "log_type error",
                        "log_type warning",
                        "log_type notice",
                        "log_timestamp false",
                        "persistence true",
                        "persistence_location " + folder + "/",
                        "autosave_interval 1",
                        "max_queued_messages 100000",
                        "max_inflight_messages 200"));
        return InheritedVariables.only(new ProcessBuilder(program.toString(), "-c", settings.toString()));
    }
}
