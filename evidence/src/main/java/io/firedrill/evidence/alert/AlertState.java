package io.firedrill.evidence.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The value of the {@code alertstate} label. */
public enum AlertState {
    /** The condition holds, its {@code for} has not passed. */
    @JsonProperty("pending")
    PENDING,
    /** Sent to Alertmanager. */
    @JsonProperty("firing")
    FIRING
}
