package ems.routes.mqtt;

import ems.routes.benchmark.Spent;

/** Somebody with a session of its own at the broker, which keeps messages while it is away. */
interface Contestant {

    String name();

    /** Comes once, so that the broker keeps what is published from now on. */
    void subscribe();

    /** @return what it spent from before it connects until it has acknowledged so many messages */
    Spent drain(int messages);
}
