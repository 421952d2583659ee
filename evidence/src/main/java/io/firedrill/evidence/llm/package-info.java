/** What systems that record calls of LLMs know of a drill. */
@NullMarked
package io.firedrill.evidence.llm;

import org.jspecify.annotations.NullMarked;
