package ems.study.evaluation;

import java.util.OptionalDouble;

/** What is said of a forecaster's errors; empty without a minute, or a baseline without error. */
enum Measure {
    MAE("MAE", "W") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return own.minutes() == 0 ? OptionalDouble.empty() : OptionalDouble.of(own.absolute() / own.minutes());
        }
    },
    RMSE("RMSE", "W") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return own.minutes() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.sqrt(own.squared() / own.minutes()));
        }
    },
    SKILL("skill over persistence", "%") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return skill(own.squared(), persistence.squared());
        }
    },
    SKILL_OVER_YESTERDAY("skill over yesterday", "%") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return skill(own.squared(), yesterday.squared());
        }
    },
    MAE_SKILL("MAE skill over persistence", "%") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return skill(own.absolute(), persistence.absolute());
        }
    },
    MAE_SKILL_OVER_YESTERDAY("MAE skill over yesterday", "%") {
        @Override
        OptionalDouble of(Errors own, Errors persistence, Errors yesterday) {
            return skill(own.absolute(), yesterday.absolute());
        }
    };

    final String words;
    final String unit;

    Measure(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    /** All three over the same minutes. */
    abstract OptionalDouble of(Errors own, Errors persistence, Errors yesterday);

    boolean isErrorItself() {
        return this == MAE || this == RMSE;
    }

    String title() {
        return words + " (" + unit + ")";
    }

    private static OptionalDouble skill(double own, double baseline) {
        return baseline > 0 ? OptionalDouble.of(100 * (1 - own / baseline)) : OptionalDouble.empty();
    }
}
