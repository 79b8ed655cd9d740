package ems.processes.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher in a house whose name has a blank, with a Java, a Maven and features that only say what they are asked for. */
class LauncherTest {

    private static final String SAY = "#!/bin/sh\nfor word in \"$0\" \"$@\"; do printf '[%s]' \"$word\"; done; echo\n";

    @TempDir
    Path folder;

    private Path house;

    @BeforeEach
    void buildTheHouse() throws IOException {
        house = Files.createDirectory(folder.resolve("my house"));
        Files.copy(Path.of("..", "ems"), house.resolve("ems"));
        script("mvnw", SAY);
        script("features/run", SAY);
        script(
                "jdk/bin/java",
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 && exit\n" + SAY);
        Files.createDirectories(house.resolve("processes/target/quarkus-app"));
        Files.createFile(house.resolve("processes/target/quarkus-app/quarkus-run.jar"));
    }

    @Test
    void test_is_done_by_maven_and_its_hint_can_be_pasted() throws Exception {
        assertThat(launch("test", "-Pslow"))
                .contains("[./mvnw][-q][-T][2][verify][-Pslow]")
                .endsWith("The scenarios: '" + house + "/features/target/features.html'");
    }

    @Test
    void a_build_says_which_room_it_is_at_and_what_is_wrong() throws Exception {
        Files.delete(house.resolve("processes/target/quarkus-app/quarkus-run.jar"));
        var building = "echo '[INFO] Building market 1.0 [2/12]'; echo '[INFO]   from market/pom.xml';"
                + " echo '[WARNING] mind the gap'; echo '[INFO] --- jar:3.4.1:jar (default-jar) @ market ---'\n";
        script("mvnw", "#!/bin/sh\n" + building);
        assertThat(launch("run").lines().toList())
                .startsWith(
                        "Building the market (the first time this fetches its libraries: a few minutes) ...",
                        "  market (2 of 12)",
                        "[WARNING] mind the gap")
                .hasSize(4);
        script("mvnw", "#!/bin/sh\n" + building + "echo '[ERROR] no room'; exit 1\n");
        assertThat(launch("run"))
                .endsWith("[ERROR] no room\nems: the build failed: see the lines above")
                .doesNotContain("quarkus-run.jar");
    }

    @Test
    void features_are_run_by_their_room() throws Exception {
        assertThat(launch("features", "my pricing")).isEqualTo("[" + house + "/features/run][my pricing]");
    }

    @Test
    void a_benchmark_of_another_room_is_done_by_maven() throws Exception {
        assertThat(launch("benchmark", "ledger", "BidsReport"))
                .contains("[-P][ledger-benchmarks]", "[-Dbenchmark.main=ems.ledger.benchmark.BidsReport]");
        assertThat(launch("benchmark", "ledger", "NoReport")).startsWith("ems: there is no report 'NoReport'");
    }

    @Test
    void a_benchmark_of_a_door_is_done_by_maven() throws Exception {
        assertThat(launch("benchmark", "ocpp"))
                .contains("[-P][door-benchmarks]", "[-Dbenchmark.main=ems.routes.ocpp.session.OcppReport]");
    }

    @Test
    void a_benchmark_that_there_is_not_is_for_the_application_to_refuse() throws Exception {
        assertThat(launch("benchmark", "matchin")).endsWith("quarkus-run.jar][benchmark][matchin]");
    }

    @Test
    void any_other_word_is_the_applications_and_it_hears_how_it_was_called() throws Exception {
        assertThat(launch("verify", "my out"))
                .contains("[-Dems.launcher=" + house + "/ems]")
                .endsWith("quarkus-run.jar][verify][my out]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "features", "benchmark ledger", "study"})
    void how_a_command_is_used_is_for_the_application_to_say(String words) throws Exception {
        assertThat(launch((words + " --help").split(" ")))
                .endsWith("quarkus-run.jar][" + words.replace(" ", "][") + "][--help]");
    }

    @ParameterizedTest
    @CsvSource({
        "agent --home L1, agent",
        "validator --name rsu-1, validator",
        "town 5, town",
        "study my.yaml, study",
        "run --speed 60, any"
    })
    void the_memory_of_each_command_stands_in_a_file(String words, String file) throws Exception {
        assertThat(launch(words.split(" "))).contains("[@" + house + "/processes/options/" + file + "]");
        assertThat(Path.of("options", file)).isNotEmptyFile();
    }

    private void script(String name, String text) throws IOException {
        var file = house.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Returns what it prints to either stream. */
    private String launch(String... words) throws Exception {
        var command = new ArrayList<>(List.of(house.resolve("ems").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", house.resolve("jdk").toString());
        builder.environment().remove("EMS_JAVA_OPTS");
        var launcher = builder.start();
        try (var out = launcher.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            launcher.waitFor();
        }
    }
}
