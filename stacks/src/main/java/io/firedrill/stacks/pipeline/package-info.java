/**
 * The reference pipeline: gateway, inference and provider, three small services to hold drills with. Each is configured
 * by its environment alone and knows nothing of Firedrill: faults are applied between them, never by a switch inside.
 */
@NullMarked
package io.firedrill.stacks.pipeline;

import org.jspecify.annotations.NullMarked;
