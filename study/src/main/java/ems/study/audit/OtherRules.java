package ems.study.audit;

/** The study ran under other rule tables than those that are here. */
final class OtherRules extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtherRules(String recorded, String here) {
        super("the study ran under rules " + recorded + ", and the tables here are " + here
                + "; put those of then into rules/tables");
    }
}
