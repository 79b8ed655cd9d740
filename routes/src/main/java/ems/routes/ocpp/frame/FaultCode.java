package ems.routes.ocpp.frame;

/** Why a call is refused. The versions spell some codes differently, 1.6 with a slip of the pen that belongs to it. */
public enum FaultCode {
    NOT_IMPLEMENTED("NotImplemented", "NotImplemented"),
    INTERNAL("InternalError", "InternalError"),
    /** No array of OCPP-J at all. */
    NOT_A_FRAME("ProtocolError", "RpcFrameworkError"),
    /** A call that is put together wrongly. */
    FORMAT("FormationViolation", "FormatViolation"),
    /** A value outside of its bounds. */
    PROPERTY("PropertyConstraintViolation", "PropertyConstraintViolation"),
    /** A field that is missing. */
    OCCURRENCE("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
    /** A field of another type. */
    TYPE("TypeConstraintViolation", "TypeConstraintViolation");

    private final String first;
    private final String second;

    FaultCode(String first, String second) {
        this.first = first;
        this.second = second;
    }

    String in(OcppVersion version) {
        return version.isSecondGeneration() ? second : first;
    }
}
