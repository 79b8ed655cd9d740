package ems.features;

import java.net.http.HttpHeaders;

import com.fasterxml.jackson.databind.JsonNode;

/** What a door answered. */
public record Reply(int status, String body, HttpHeaders headers) {

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    public JsonNode json() {
        return Doors.read(this);
    }

    /** @throws IllegalStateException with the answer, if it is a no */
    Reply orFail(String what) {
        if (!isOk()) {
            throw new IllegalStateException(what + " was answered with " + status + ": " + body);
        }
        return this;
    }
}
