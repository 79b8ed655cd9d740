package ems.rules.engine;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieContainerSessionsPool;

/** Compiled rules, asked in batches by any number of threads; each batch is one run of a stateless session. */
final class RuleEngine {

    private static final int POOLED_SESSIONS = 4;
    /** Two threads may compile the same version at once; Drools must not mix them up. */
    private static final AtomicLong COMPILED = new AtomicLong();

    private final KieContainerSessionsPool sessions;

    private RuleEngine(KieContainerSessionsPool sessions) {
        this.sessions = sessions;
    }

    /**
     * @param version names the rules in the engine's messages
     * @param rulesByName text of each set of rules
     * @throws IllegalStateException if the engine does not take the rules: the tables were sound, so this is a bug
     */
    static RuleEngine compiling(String version, Map<String, String> rulesByName) {
        var services = KieServices.Factory.get();
        var release = services.newReleaseId("ems.rules", "tables", version + "-" + COMPILED.incrementAndGet());
        var files = services.newKieFileSystem().generateAndWritePomXML(release);
        rulesByName.forEach((name, rules) -> files.write(services.getResources()
                .newByteArrayResource(rules.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name())
                .setSourcePath("src/main/resources/" + name + ".drl")));
        var loader = RuleEngine.class.getClassLoader();
        KieBuilder builder = services.newKieBuilder(files, loader).buildAll();
        var errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the rule engine does not take the rules: "
                    + errors.stream().map(Message::getText).collect(Collectors.joining("; ")));
        }
        KieContainer container = services.newKieContainer(release, loader);
        services.getRepository().removeKieModule(release);
        return new RuleEngine(container.newKieSessionsPool(POOLED_SESSIONS));
    }

    /** @param asked with numbers below this */
    Fits run(Collection<? extends Fact> questions, int asked) {
        var fits = new Fits(asked);
        var session = sessions.newStatelessKieSession();
        session.setGlobal("fits", fits);
        session.execute(questions);
        return fits;
    }
}
