package ems.forecasting.federation;

import java.util.Optional;

/** Port: keeps the files of models and updates, for a restart and for auditors. */
public interface ModelStore {

    void keep(String name, ModelFile file);

    Optional<ModelFile> find(String name);

    static String global(int version) {
        return "global-%06d".formatted(version);
    }

    /** @param into version of the global model that it was merged into */
    static String update(int into, String prosumer) {
        return "update-%06d-%s".formatted(into, prosumer);
    }

    /** Keeps nothing: for runs that are not audited. */
    ModelStore NONE = new ModelStore() {
        @Override
        public void keep(String name, ModelFile file) {}

        @Override
        public Optional<ModelFile> find(String name) {
            return Optional.empty();
        }
    };
}
