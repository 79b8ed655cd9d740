package ems.features.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;

/** Debian's own Chromium, without a window; a stranger's name leads it to this machine. */
final class Chromium implements AutoCloseable {

    static final String STRANGER = "evil.example";

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    /** The same without anything that a window needs: it is preferred where it is installed. */
    private static final Path WITHOUT_WINDOWS = Path.of("/usr/bin/chromium-headless-shell");

    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP " + STRANGER + " 127.0.0.1");
    private static final double ANSWERS_WITHIN_MILLISECONDS = 60_000;

    private final Playwright driver;
    private final Browser browser;

    private Chromium(Playwright driver, Browser browser) {
        this.driver = driver;
        this.browser = browser;
    }

    /** Skips the caller's tests where there is no such browser. */
    static Chromium start() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM),
                "There is no " + PROGRAM + ", so nothing is tried in a browser; on Debian, apt-get install chromium.");
        var driver = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = driver.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Files.isExecutable(WITHOUT_WINDOWS) ? WITHOUT_WINDOWS : PROGRAM)
                        .setArgs(OPTIONS));
        return new Chromium(driver, browser);
    }

    /** A page of a person who has visited nothing yet. */
    Page newPage() {
        return newPage(new Browser.NewContextOptions());
    }

    Page newPage(Browser.NewContextOptions options) {
        var page = browser.newContext(options).newPage();
        page.setDefaultTimeout(ANSWERS_WITHIN_MILLISECONDS);
        page.setDefaultNavigationTimeout(ANSWERS_WITHIN_MILLISECONDS);
        return page;
    }

    @Override
    public void close() {
        browser.close();
        driver.close();
    }
}
