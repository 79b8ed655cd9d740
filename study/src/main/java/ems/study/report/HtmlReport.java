package ems.study.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a report as one HTML file that needs no network. The same data gives the same bytes. */
public final class HtmlReport {

    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final String CHARTS = "META-INF/resources/webjars/echarts/%s/echarts.common.min.js";
    private static final String CHARTS_VERSION = "META-INF/maven/org.webjars/echarts/pom.properties";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HtmlReport() {}

    /** @throws UncheckedIOException if the file cannot be written */
    public static void write(Path file, ReportData data) {
        write(file, html(data));
    }

    static void write(Path file, String html) {
        try {
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + file, e);
        }
    }

    static String html(ReportData data) {
        var sections = new Sections(data);
        return page(
                data.setting().title(), sections.opening(), sections.main(), new ChartData(data).json(), "report.js");
    }

    /** @param script draws the figures, with what {@code charts.js} gives it */
    static String page(String title, String opening, String main, ObjectNode figures, String script) {
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("title", Element.escaped(title));
        slots.put("style", own("report.css"));
        slots.put("opening", opening);
        slots.put("main", main);
        slots.put("figures", embedded(figures));
        slots.put("charts", charts());
        slots.put("script", "(function () {\n'use strict';\n\n" + own("charts.js") + "\n" + own(script) + "}());");
        // one pass over the template: what fills a slot is never searched for slots
        return SLOT.matcher(own("report.html")).replaceAll(slot -> Matcher.quoteReplacement(slots.get(slot.group(1))));
    }

    /** JSON that can stand in a script element: no text in it can close the element or open a comment. */
    private static String embedded(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }

    private static String own(String name) {
        return resource("ems/study/report/" + name);
    }

    private static String charts() {
        var properties = new Properties();
        try (InputStream in = open(CHARTS_VERSION)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resource(CHARTS.formatted(properties.getProperty("version")));
    }

    private static String resource(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = HtmlReport.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("resource " + path + " is not on the class path");
        }
        return in;
    }
}
