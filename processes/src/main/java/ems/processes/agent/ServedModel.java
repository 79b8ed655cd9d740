package ems.processes.agent;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.GlobalParameters;
import ems.ledger.receipt.Trust;
import ems.market.party.GridId;
import ems.market.record.GlobalModel;

/**
 * Holds the global model that a market served against the ledger, as soon as a block names that version: an agent learns from it before
 * then. A newer version may be named by then; the older one stays open no longer.
 */
final class ServedModel {

    private final GridId grid;
    private final AgentCalls market;
    private final Trust trust;
    private final ShownRoots roots;
    private final AgentVoice voice;
    private @Nullable Waiting waiting;

    private record Waiting(int version, String hash) {}

    /**
     * @param trust who must sign the ledger
     * @param roots that were shown before
     */
    ServedModel(GridId grid, AgentCalls market, Trust trust, ShownRoots roots, AgentVoice voice) {
        this.grid = grid;
        this.market = market;
        this.trust = trust;
        this.roots = roots;
        this.voice = voice;
    }

    void served(GlobalParameters model) {
        waiting = new Waiting(model.version(), model.file().hash());
    }

    /** Asks, if a model waits. @throws IOException if the market does not answer */
    void check() throws IOException {
        var open = waiting;
        if (open == null) {
            return;
        }
        try {
            var proven = market.registry().verified(grid, trust);
            roots.contradictionOfNewest(proven.checkpoint()).ifPresent(voice::accuses);
            var named = proven.model();
            if (named.isPresent() && named.get().version() >= open.version()) {
                waiting = null;
                compare(open, named.get());
            }
        } catch (IllegalArgumentException e) {
            waiting = null;
            voice.accuses("the market shows no ledger that names the global model, version " + open.version() + ": "
                    + e.getMessage());
        }
    }

    private void compare(Waiting open, GlobalModel named) {
        if (named.version() == open.version() && !named.hash().equals(open.hash())) {
            voice.accuses("the global model, version " + open.version() + ", that the market served has the hash "
                    + open.hash() + ", and the ledger names " + named.hash());
        }
    }
}
