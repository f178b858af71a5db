package io.sparkactor.internal.federation;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom this system calls: those whom it was told to join, and those for whom an authenticated member has vouched; never who only says of itself
 * where it is. Thread-safe.
 */
final class Contacts {

    /** For how many leases one that is lost is called again. */
    private static final int LEASES = 20;

    /** For how many leases what others say of one that has left is taken for old. */
    private static final int QUIET_LEASES = 2;

    private final Map<SystemId, Contact> contacts = new HashMap<>();
    private final Map<SystemId, Long> departures = new HashMap<>();
    private final long patience;
    private final long quiet;

    Contacts(Duration lease) {
        patience = lease.toNanos() * LEASES;
        quiet = lease.toNanos() * QUIET_LEASES;
    }

    /** A connection that the federation has opened. */
    private record Opened(Vouched where, Connection connection) {

        boolean leadsSomewhere() {
            return connection.state() == ConnectionState.CONNECTED;
        }
    }

    /** One that is called. Guarded by the table. */
    private static final class Contact {

        Vouched where;

        @Nullable
        Opened opened;

        boolean here;
        boolean left;
        long since;

        Contact(Vouched where, long since) {
            this.where = where;
            this.since = since;
        }
    }

    /** It is to be called until it is a member, where the newest word of it says that it is; true if it was not known before. */
    synchronized boolean want(Vouched where, long now) {
        Contact known = contacts.get(where.system());
        if (known != null && !known.left) {
            if (!known.here) {
                known.where = where;
            }
            return false;
        }
        if (contacts.size() >= Words.MOST_MEMBERS) {
            return false;
        }
        Contact wanted = new Contact(where, now);
        if (known != null) {
            wanted.opened = known.opened;
        }
        contacts.put(where.system(), wanted);
        return true;
    }

    /** Whether what others say of a system is to be taken for news. */
    synchronized boolean isNews(SystemId system, long now) {
        Long left = departures.get(system);
        return left == null || now - left > quiet;
    }

    /** The federation has opened this connection, and closes it when it gives the system up. */
    synchronized void opened(Vouched where, Connection connection) {
        Contact contact = contacts.get(where.system());
        if (contact != null) {
            contact.opened = new Opened(where, connection);
        }
    }

    /** It is called here now: a connection that the federation has opened to where it was before is given up, unless it leads somewhere. */
    void calledAt(Vouched where) {
        Opened before;
        synchronized (this) {
            Contact contact = contacts.get(where.system());
            before = contact == null ? null : contact.opened;
        }
        if (before != null && !before.where().equals(where) && !before.leadsSomewhere()) {
            before.connection().close();
        }
    }

    /** It is a member. */
    synchronized void here(SystemId system) {
        departures.remove(system);
        Contact contact = contacts.get(system);
        if (contact != null) {
            contact.here = true;
            contact.left = false;
        }
    }

    /** It is a member no more. */
    synchronized void gone(SystemId system, boolean left, long now) {
        if (left) {
            departures.put(system, now);
        }
        Contact contact = contacts.get(system);
        if (contact != null) {
            contact.here = false;
            contact.left = left;
            contact.since = now;
        }
    }

    /** This system has left: nobody is called any more. */
    synchronized void allGone(long now) {
        contacts.keySet().forEach(system -> gone(system, true, now));
    }

    /** It could not be joined, and nobody wants that any more. */
    void drop(SystemId system) {
        Contact dropped;
        synchronized (this) {
            dropped = contacts.remove(system);
        }
        if (dropped != null && dropped.opened != null) {
            dropped.opened.connection().close();
        }
    }

    /** Who is to be called just now, in the order of their ids. Gives up those that were gone for too long. */
    List<Vouched> due(long now) {
        List<Vouched> due = new ArrayList<>();
        List<Opened> idle = new ArrayList<>();
        synchronized (this) {
            departures.values().removeIf(left -> now - left > quiet);
            for (Iterator<Contact> all = contacts.values().iterator(); all.hasNext(); ) {
                Contact contact = all.next();
                if (!contact.here && now - contact.since > patience) {
                    all.remove();
                    if (contact.opened != null) {
                        idle.add(contact.opened);
                    }
                } else if (!contact.here && !contact.left) {
                    due.add(contact.where);
                }
            }
        }
        // One that leads somewhere is of use to refs, whoever is a member.
        idle.stream()
                .filter(opened -> !opened.leadsSomewhere())
                .forEach(opened -> opened.connection().close());
        due.sort(Comparator.comparing(where -> where.system().uuid()));
        return due;
    }
}
