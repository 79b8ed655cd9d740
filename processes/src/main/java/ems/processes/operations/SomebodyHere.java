package ems.processes.operations;

import java.util.Optional;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** The market listens on this machine alone and knows no persons: whoever is at the machine may act, without a name. */
@DefaultBean
@Singleton
public class SomebodyHere implements Caller {

    static final String NAME = "somebody at this machine";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> mayNotOperate() {
        return Optional.empty();
    }
}
