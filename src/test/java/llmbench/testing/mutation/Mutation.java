package llmbench.testing.mutation;

import java.io.IOException;
import java.util.Random;

/**
 * One way to damage what a report reads, or what lies where it writes.
 *
 * @param kind of damage, for the table of all
 * @param damage what is done
 */
record Mutation(String kind, Damage damage) {

  /** Does the damage. */
  interface Damage {

    /**
     * Damages what is there.
     *
     * @return what was done, for people; empty where this can't be done here
     */
    String to(Victim victim, Random random) throws IOException;
  }
}
