package ems.market.benchmark;

import java.util.Optional;

import ems.market.matching.solver.Family;

/**
 * A column of the table: a solver, wherever it runs.
 *
 * @param work that its time grows with on most families
 * @param workAtWorst that its time grows with on any
 * @param patienceInSeconds longer solves are skipped
 */
record Contestant(String name, Work work, Work workAtWorst, double patienceInSeconds, Measure measure, Memory memory) {

    static final double PATIENCE_IN_SECONDS = 60;
    static final double OUR_PATIENCE_IN_SECONDS = 300;

    interface Measure {

        Cell of(Family family, Size size, double predictedSeconds) throws Exception;
    }

    interface Memory {

        Optional<PeakMemory> of(Family family, Size size) throws Exception;
    }

    static Contestant of(Solver solver) {
        boolean isOurs = solver == Solver.LINES;
        return new Contestant(
                solver.toString(),
                solver.work(),
                isOurs ? Work.PARTIES_SQUARED : solver.work(),
                isOurs ? OUR_PATIENCE_IN_SECONDS : PATIENCE_IN_SECONDS,
                (family, size, predicted) -> Measuring.of(solver, family, size, predicted),
                (family, size) -> PeakMemory.of(Optional.of(solver), family, size));
    }

    static Contestant of(SciPy sciPy) {
        return new Contestant(
                sciPy.toString(),
                Work.PATHS,
                Work.PATHS,
                PATIENCE_IN_SECONDS,
                (family, size, predicted) -> sciPy.solve(family, size).cell(),
                (family, size) -> Optional.of(sciPy.solve(family, size).memory()));
    }
}
