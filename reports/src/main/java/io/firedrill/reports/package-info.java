/** What is told: evidence and verdicts as HTML, JSON, JUnit XML, Markdown and SARIF. */
@NullMarked
package io.firedrill.reports;

import org.jspecify.annotations.NullMarked;
