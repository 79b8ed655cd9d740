package ems.console.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server says reaches the page as text only, and the page asks no one but its server. */
class PageTest {

    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(PAGE.resolve("live"))) {
            var scripts = files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(5);
            return scripts;
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptTurnsTextIntoMarkupOrCode(Path script) throws IOException {
        assertThat(Files.readString(script))
                .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "new Function",
                        "srcdoc",
                        "DOMParser",
                        "javascript:")
                .doesNotContainPattern("\\bon[a-z]+: ");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyImportedScriptIsThere(Path script) throws IOException {
        var imports = IMPORT.matcher(Files.readString(script));
        while (imports.find()) {
            assertThat(script.resolveSibling(imports.group(1))).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptAsksAnotherServer(Path script) throws IOException {
        assertThat(Files.readString(script).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "//cdn");
    }

    @Test
    void thePolicyAllowsOwnFilesOnly() throws IOException {
        assertThat(index())
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'")
                .doesNotContain("unsafe-", "http://", "https://");
    }

    @Test
    void nothingIsWrittenInlineThatThePolicyWouldBlock() throws IOException {
        assertThat(index())
                .doesNotContain("<style", " style=")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<[^>]+ on[a-z]+=");
    }

    private static String index() throws IOException {
        return Files.readString(PAGE.resolve("index.html"));
    }
}
