package ems.processes.promise;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a scenario ended.
 *
 * @param kept whether the promise was kept
 * @param step words of the step that was not kept
 * @param reason what was expected and what came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(boolean kept, String step, String reason) {

    static final Outcome KEPT = new Outcome(true, "", "");
}
