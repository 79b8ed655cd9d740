package ems.routes.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Wiring tables as tests write them. */
final class Tables {

    static final String HEADS = "topic,pointer,unit,tells,part,member,stale after (s)\n";
    static final String END = "# end\n";

    private Tables() {}

    static WiringTable of(String... rows) {
        return WiringTable.parse(WiringFile.NAME, text(rows).getBytes(UTF_8));
    }

    static String text(String... rows) {
        return HEADS + String.join("\n", rows) + "\n" + END;
    }
}
