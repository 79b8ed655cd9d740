package ems.processes.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A build is named by its code: the same code has the same name, other code another one. */
class RunningBuildTest {

    @TempDir
    Path classes;

    @TempDir
    Path libraries;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        Files.writeString(Files.createDirectories(classes.resolve("ems")).resolve("Price.class"), "one");
        jar = Files.writeString(libraries.resolve("ems.rules.jar"), "two");
        Files.writeString(libraries.resolve("org.drools.drools-core-10.1.0.jar"), "three");
    }

    private String name() {
        return RunningBuild.of(List.of(classes, jar));
    }

    @Test
    void the_same_code_has_the_same_name_whenever_it_was_written() throws IOException {
        var name = name();
        Files.writeString(jar, "two");
        assertThat(name()).isEqualTo(name).matches("[0-9a-f]{12}");
    }

    @Test
    void one_byte_of_a_class_or_of_a_jar_makes_another_name() throws IOException {
        var name = name();
        Files.writeString(classes.resolve("ems/Price.class"), "onE");
        var otherClass = name();
        Files.writeString(jar, "twO");
        assertThat(List.of(name, otherClass, name())).doesNotHaveDuplicates();
    }

    @Test
    void a_class_that_moved_and_a_library_of_another_version_make_another_name() throws IOException {
        var name = name();
        Files.move(classes.resolve("ems/Price.class"), classes.resolve("ems/Tariff.class"));
        var moved = name();
        Files.move(
                libraries.resolve("org.drools.drools-core-10.1.0.jar"),
                libraries.resolve("org.drools.drools-core-10.2.0.jar"));
        assertThat(List.of(name, moved, name())).doesNotHaveDuplicates();
    }

    @Test
    void this_build_has_a_name() {
        assertThat(new RunningBuild().name()).matches("[0-9a-f]{12}");
    }
}
