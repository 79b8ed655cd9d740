package ems.processes.folder;

import java.util.concurrent.locks.ReentrantLock;
import jakarta.inject.Singleton;

/** Who may handle the database file as a whole: its pages are not moved while it is copied. */
@Singleton
public class DatabasePages {

    private final ReentrantLock lock = new ReentrantLock();

    /** Something to do with the file that may fail. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Waits for its turn. */
    public <E extends Exception> void alone(Work<E> work) throws E {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves it for another time if somebody else is at it. */
    public <E extends Exception> void aloneIfFree(Work<E> work) throws E {
        if (lock.tryLock()) {
            try {
                work.run();
            } finally {
                lock.unlock();
            }
        }
    }
}
