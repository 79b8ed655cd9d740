package ems.routes.wiring;

import java.util.List;

import ems.routes.wiring.WiredMessage.Judged;

/** Port: the doubts of homes that are wired, over the end of the market. */
public interface DoubtStore {

    List<Doubt> doubts();

    /** It is kept for good when the call returns. */
    void keep(Judged judged);
}
