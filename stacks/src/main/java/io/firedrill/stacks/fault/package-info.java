/**
 * What is broken on purpose: the catalogue of faults, the HTTP fault proxy, and the injector. A fault acts on a link or a
 * process from outside, never through a switch in a service, and always ends: by hand, by its lease, or with the JVM.
 */
@NullMarked
package io.firedrill.stacks.fault;

import org.jspecify.annotations.NullMarked;
