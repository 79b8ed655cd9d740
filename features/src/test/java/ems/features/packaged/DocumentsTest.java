package ems.features.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents lead somewhere: each relative link names a file of the repository, and a heading in it if it names one. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final int WORDS_OF_A_PAGE = 700;

    @Test
    void each_link_leads_to_a_file_and_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (var link : LINK.matcher(Files.readString(document)).results().toList()) {
                if (!link.group(1).contains(":") && !leadsSomewhere(document, link.group(1), link.group(2))) {
                    broken.add(document + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void the_first_document_fits_a_page() throws IOException {
        var words =
                Files.readString(Application.ofRepository("README.md")).strip().split("\\s+");

        assertThat(words).hasSizeLessThanOrEqualTo(WORDS_OF_A_PAGE);
    }

    private static boolean leadsSomewhere(Path document, String file, String heading) throws IOException {
        var target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!Files.exists(target) || heading == null) {
            return Files.exists(target);
        }
        try (var lines = Files.lines(target)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(DocumentsTest::anchor)
                    .anyMatch(heading::equals);
        }
    }

    /** The name under which a page on the web knows a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("", "docs")) {
            addDocuments(Application.ofRepository(folder), documents);
        }
        try (var rooms = Files.list(Application.ofRepository(""))) {
            for (Path room :
                    rooms.filter(path -> Files.exists(path.resolve("pom.xml"))).toList()) {
                addDocuments(room, documents);
            }
        }
        return documents;
    }

    private static void addDocuments(Path folder, List<Path> documents) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
    }
}
