package ems.console.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server says reaches the page as text only, and the page asks no one but its server. */
class PageTest {

    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");
    private static final Pattern IMPORT = Pattern.compile("from '(\\.{1,2}/[a-z/]+\\.js)'");
    private static final Pattern SOURCE = Pattern.compile("(?:src|href)=\"/?([a-z]+/[a-z]+\\.[a-z]+)\"");

    static List<Path> scripts() throws IOException {
        return files(".js", 15);
    }

    static List<Path> pages() throws IOException {
        return files(".html", 4);
    }

    private static List<Path> files(String ending, int atLeast) throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            var found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(atLeast);
            return found;
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
            assertThat(script.resolveSibling(imports.group(1)).normalize()).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptAsksAnotherServer(Path script) throws IOException {
        assertThat(Files.readString(script).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "//cdn");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePolicyAllowsOwnFilesOnly(Path page) throws IOException {
        assertThat(Files.readString(page))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'")
                .doesNotContain("unsafe-", "http://", "https://");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsWrittenInlineThatThePolicyWouldBlock(Path page) throws IOException {
        assertThat(Files.readString(page))
                .doesNotContain("<style", " style=")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<[^>]+ on[a-z]+=");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileThatAPageNamesIsThere(Path page) throws IOException {
        var sources = SOURCE.matcher(Files.readString(page));
        int found = 0;
        while (sources.find()) {
            assertThat(PAGE.resolve(sources.group(1))).exists();
            found++;
        }
        assertThat(found).isPositive();
    }
}
