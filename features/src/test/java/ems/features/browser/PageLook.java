package ems.features.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at a page for everybody: wide and narrow, by day and by night, and without a complaint of the browser. */
final class PageLook {

    static final Path PICTURES = Path.of("target", "browser");
    private static final List<String> RULES_OF_ACCESS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Set<String> COMPLAINTS = Set.of("error", "warning");
    private static final int NARROW = 320;
    private static final int WIDE = 1_280;

    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> forgiven = new ArrayList<>();

    PageLook(Page page) {
        this.page = page;
        page.setViewportSize(WIDE, 900);
        page.onConsoleMessage(message -> {
            var complaint = message.text() + " at " + message.location();
            if (COMPLAINTS.contains(message.type()) && forgiven.stream().noneMatch(complaint::contains)) {
                complaints.add(complaint);
            }
        });
        page.onPageError(complaints::add);
    }

    /** Pictures of it are kept as {@code target/browser/NAME.png} and {@code NAME-narrow.png}. */
    void check(String name) {
        accessible();
        picture(name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(NARROW, 800);
        accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing is cut off in " + name)
                .isEqualTo(NARROW);
        picture(name + "-narrow");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(WIDE, 900);
        silent();
    }

    /** The browser complains of nothing. */
    void silent() {
        assertThat(complaints).isEmpty();
    }

    /** Browsers note a refusal as well, which the page itself tells: from now on such complaints are no fault. */
    void forgive(String part) {
        forgiven.add(part);
    }

    /** Such complaints were no fault so far. */
    void forget(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    /** Takes the browser's complaints, which a test provoked. */
    List<String> complaints() {
        var provoked = List.copyOf(complaints);
        complaints.clear();
        return provoked;
    }

    /** Nothing stands in anybody's way. */
    void accessible() {
        var found = new AxeBuilder(page).withTags(RULES_OF_ACCESS).analyze().getViolations();
        assertThat(found)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    /** Kept as {@code target/browser/NAME.png}. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
