package ems.routes.telemetry;

/** The doors take nothing now: the sender keeps its messages and sends them again. */
final class DoorsClosed extends RuntimeException {

    private static final long serialVersionUID = 1;

    DoorsClosed(String reason) {
        super(reason);
    }
}
