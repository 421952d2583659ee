package io.firedrill.stacks.inbox;

import io.firedrill.stacks.inbox.InboxBehaviour.Answer;
import io.firedrill.stacks.inbox.InboxBehaviour.Hang;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A real SMTP server that relays nothing: it ends every mail in the journal. Thread-safe. */
final class MailInbox implements AutoCloseable {
    private static final String INTEGRATION = "email";

    private final ServerSocket server;
    private final SSLContext tls;
    private final ExecutorService threads = Executors.newCachedThreadPool(MailInbox::thread);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Journal journal;
    private final Behaviours behaviours;
    private final Clock clock;

    private MailInbox(ServerSocket server, Journal journal, Behaviours behaviours, Clock clock) {
        this.server = server;
        this.tls = SelfSigned.context(clock.instant());
        this.journal = journal;
        this.behaviours = behaviours;
        this.clock = clock;
    }

    static MailInbox start(InetAddress bind, Journal journal, Behaviours behaviours, Clock clock) throws IOException {
        MailInbox inbox = new MailInbox(new ServerSocket(0, 50, bind), journal, behaviours, clock);
        inbox.threads.execute(inbox::accept);
        return inbox;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() {
        quietly(server::close);
        connections.forEach(each -> quietly(each::close));
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or the caller is gone again: either way there is nobody to serve.
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new SmtpSession(socket, tls, this::deliver).run();
        } catch (IOException e) {
            // The caller broke off; what it had delivered is in the journal.
        } finally {
            quietly(socket::close);
            connections.remove(socket);
        }
    }

    /** The reply to the whole mail; empty for none. */
    private Optional<String> deliver(byte[] mail) {
        MailMessage read = MailMessage.parse(mail);
        InboxBehaviour now = behaviours.of(read.receiver(), INTEGRATION);
        int answered = now instanceof Answer answer ? code(answer) : 0;
        journal.add(new Journal.Received(
                clock.instant(),
                read.receiver(),
                INTEGRATION,
                read.message(),
                answered,
                locator(read.receiver()),
                Optional.empty()));
        if (now instanceof Hang) {
            behaviours.awaitEndOfHang(read.receiver(), INTEGRATION);
        }
        return now instanceof Answer answer ? Optional.of(reply(answer)) : Optional.empty();
    }

    private static int code(Answer answer) {
        if (answer.takes()) {
            return 250;
        }
        return answer.status() == 429 || answer.status() >= 500 ? 451 : 554;
    }

    private static String reply(Answer answer) {
        return switch (code(answer)) {
            case 250 -> "250 2.0.0 Ok: recorded";
            case 451 ->
                answer.status() == 429 ? "451 4.7.1 Rate limited, try again later" : "451 4.3.0 Try again later";
            default -> "554 5.7.1 Message refused";
        };
    }

    private String locator(String receiver) {
        return "smtp://" + Inbox.hostPort(address()) + "/" + Carried.encoded(receiver);
    }

    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "mail-inbox");
        thread.setDaemon(true);
        return thread;
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }
}
