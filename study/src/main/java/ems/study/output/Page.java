package ems.study.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;

/**
 * Fills the template of a page: one HTML file that needs no network. Every value is escaped, and a template that asks for
 * something that its data does not have fails. The same data gives the same bytes.
 */
public final class Page {

    private static final String FOLDER = "ems/study/page/";
    private static final String CHARTS = "META-INF/resources/webjars/echarts/%s/echarts.common.min.js";
    private static final String CHARTS_VERSION = "META-INF/maven/org.webjars/echarts/pom.properties";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .addLocator(Page::located)
            .build();

    private Page() {}

    /**
     * @param name of the template, and of the script that draws the figures with what {@code charts.js} gives it
     * @param data the template's {@code page}; templates see its public methods
     */
    public static String html(String name, Object data, JsonNode figures) {
        return ENGINE.getTemplate(name)
                .data("page", data)
                .data("style", new RawString(text("page.css")))
                .data("figures", new RawString(embedded(figures)))
                .data("charts", new RawString(charts()))
                .data("script", new RawString(text("charts.js") + "\n" + text(name + ".js")))
                .render();
    }

    private static Optional<TemplateLocation> located(String name) {
        String html = text(name + ".html");
        return Optional.of(new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(html);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
            }
        });
    }

    /** JSON that can stand in a script element: no text in it can close the element or open a comment. */
    private static String embedded(JsonNode json) {
        try {
            return JSON.writeValueAsString(json)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    private static String charts() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(resource(CHARTS_VERSION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resource(CHARTS.formatted(properties.getProperty("version")));
    }

    private static String text(String name) {
        return resource(FOLDER + name);
    }

    private static String resource(String path) {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
