package ems.forecasting.federation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Port: keeps the files of models and updates, for a restart and for auditors. */
public interface ModelStore {

    void keep(String name, ModelFile file);

    /** Keeps files by their names; if it fails, any of them may be kept. */
    default void keepAll(Map<String, ModelFile> files) {
        files.forEach(this::keep);
    }

    Optional<ModelFile> find(String name);

    static String global(int version) {
        return String.format(Locale.ROOT, "global-%06d", version);
    }

    /** @param into version of the global model that it was merged into */
    static String update(int into, String prosumer) {
        return String.format(Locale.ROOT, "update-%06d-%s", into, prosumer);
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
