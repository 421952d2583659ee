/**
 * How a live stack becomes evidence: the clients that ask Prometheus, Alertmanager
 * and Jaeger, and the recorder that asks them at the right moments. Every wait for the stack is here.
 */
@NullMarked
package io.firedrill.stacks.observe;

import org.jspecify.annotations.NullMarked;
