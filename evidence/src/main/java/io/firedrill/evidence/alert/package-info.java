/**
 * Alerts as each witness saw them: the rules Prometheus loaded, the {@code ALERTS} series, Alertmanager's view, silences
 * and the notifications that reached an inbox.
 */
@NullMarked
package io.firedrill.evidence.alert;

import org.jspecify.annotations.NullMarked;
