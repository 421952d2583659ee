package io.firedrill.stacks.inbox;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.StackException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real servers that stand where a team's receivers lead to: an HTTP server for webhooks, Slack and PagerDuty, and an
 * SMTP server for mail. Each notification is answered as the real service would answer it, and recorded, also when it
 * was refused, in one journal in order of arrival. What the real service would refuse and what a person would miss are
 * its {@link Notification#problems()}. Thread-safe.
 */
public final class Inbox implements AutoCloseable {
    private final Journal journal;
    private final Behaviours behaviours;
    private final HttpInbox http;
    private final MailInbox mail;

    private Inbox(Journal journal, Behaviours behaviours, HttpInbox http, MailInbox mail) {
        this.journal = journal;
        this.behaviours = behaviours;
        this.http = http;
        this.mail = mail;
    }

    /**
     * Starts an inbox on free ports.
     *
     * @param bind the address to listen on: loopback, or the bridge that containers reach
     * @return the running inbox
     * @throws StackException if it cannot listen there
     */
    public static Inbox start(InetAddress bind) {
        return start(bind, Clock.systemUTC());
    }

    /**
     * Starts an inbox whose HTTP server has a port that is known beforehand.
     *
     * @param bind where to listen for HTTP; mail goes to a free port of the same address
     * @param bearer the token that whoever delivers by HTTP must show; empty if anybody may
     * @return the running inbox
     * @throws StackException if it cannot listen there
     */
    public static Inbox start(InetSocketAddress bind, Optional<String> bearer) {
        return start(bind, bearer, Clock.systemUTC());
    }

    static Inbox start(InetAddress bind, Clock clock) {
        return start(new InetSocketAddress(bind, 0), Optional.empty(), clock);
    }

    private static Inbox start(InetSocketAddress bind, Optional<String> bearer, Clock clock) {
        Journal journal = new Journal();
        Behaviours behaviours = new Behaviours();
        try {
            HttpInbox http = HttpInbox.start(bind, new HttpInbox.Doorkeeper(bearer), journal, behaviours, clock);
            try {
                MailInbox mail = MailInbox.start(bind.getAddress(), journal, behaviours, clock);
                return new Inbox(journal, behaviours, http, mail);
            } catch (IOException e) {
                http.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StackException(
                    "The inbox cannot listen on " + bind + ": " + e.getMessage()
                            + ". Use an address of this machine, and a port that is free.",
                    e);
        }
    }

    /**
     * The path that stands for one receiver.
     *
     * @param integration {@code webhook}, {@code slack} or {@code pagerduty}
     * @param receiver the Alertmanager receiver
     * @return an encoded path
     */
    public static String path(String integration, String receiver) {
        return HttpInbox.path(integration, receiver);
    }

    /**
     * The same for one of several Alertmanagers, so that its notifications can be told from those of the others.
     *
     * @param integration {@code webhook}, {@code slack} or {@code pagerduty}
     * @param receiver the Alertmanager receiver
     * @param sender what the Alertmanager is called
     * @return an encoded path with a query
     */
    public static String path(String integration, String receiver, String sender) {
        return HttpInbox.path(integration, receiver, sender);
    }

    /**
     * Where a receiver's notifications go.
     *
     * @param integration {@code webhook}, {@code slack} or {@code pagerduty}
     * @param receiver the Alertmanager receiver
     * @return the URL for its configuration
     */
    public URI url(String integration, String receiver) {
        return URI.create(http(httpAddress()) + path(integration, receiver));
    }

    /**
     * Where it listens for HTTP.
     *
     * @return the bound address and port
     */
    public InetSocketAddress httpAddress() {
        return http.address();
    }

    /**
     * Where it listens for SMTP with STARTTLS, under a certificate that it made and signed itself.
     *
     * @return the bound address and port
     */
    public InetSocketAddress mailAddress() {
        return mail.address();
    }

    /**
     * Takes one mail that is not recorded, the first time in this JVM, so that the first one that tells an alert is not late for want of warm code.
     *
     * @throws StackException if it cannot be delivered
     */
    public static void rehearseMail() {
        try {
            Rehearsal.once();
        } catch (MessagingException e) {
            throw new StackException("The inbox cannot take mail over TLS on this machine: " + e.getMessage(), e);
        }
    }

    /**
     * Changes how it treats notifications to every receiver from now on; those that hang are dropped.
     *
     * @param next the new behaviour
     */
    public void behave(InboxBehaviour next) {
        behaviours.set(next);
    }

    /**
     * Changes how it treats notifications to one receiver from now on, by whichever integration.
     *
     * @param receiver the Alertmanager receiver
     * @param next the new behaviour, until this or {@link #behave(InboxBehaviour)} is called again
     */
    public void behave(String receiver, InboxBehaviour next) {
        behaviours.set(receiver, Optional.empty(), next);
    }

    /**
     * Changes how it treats notifications to one receiver by one integration from now on.
     *
     * @param receiver the Alertmanager receiver
     * @param integration {@code webhook}, {@code slack}, {@code pagerduty} or {@code email}; empty for whichever
     * @param next the new behaviour, until it is restored or changed again; it goes before that of the whole receiver
     */
    public void behave(String receiver, Optional<String> integration, InboxBehaviour next) {
        behaviours.set(receiver, integration, next);
    }

    /**
     * Takes back what {@link #behave(String, Optional, InboxBehaviour)} changed; those that hang are dropped.
     *
     * @param receiver the Alertmanager receiver
     * @param integration as then
     */
    public void restore(String receiver, Optional<String> integration) {
        behaviours.unset(receiver, integration);
    }

    /**
     * What has arrived so far.
     *
     * @param zero clock zero of the drill
     * @param from the earliest arrival, inclusive
     * @param to the latest arrival, inclusive
     * @return the notifications in order of arrival
     */
    public List<Notification> notifications(Instant zero, Instant from, Instant to) {
        return journal.notifications(zero, from, to);
    }

    /**
     * Whether each receiver that got an alert has since got its resolution, and there is one.
     *
     * @param labels labels that the alert has, among others
     * @param lastFiring when it was last seen to fire
     * @return false also while nobody got it
     */
    public boolean resolutionReached(Map<String, String> labels, Instant lastFiring) {
        return journal.resolutionReached(labels, lastFiring);
    }

    /** Stops listening; hanging requests are dropped. */
    @Override
    public void close() {
        behaviours.close();
        http.close();
        mail.close();
    }

    static String http(InetSocketAddress at) {
        return "http://" + hostPort(at);
    }

    static String hostPort(InetSocketAddress at) {
        String host = at.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort();
    }
}
