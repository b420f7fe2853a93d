package llmbench.simserver;

/** Decides when each answer's tokens are written. Any thread may call. */
interface Engine {

  /** An answer is wanted. */
  void begin(Generation generation);

  /** Its client is gone. */
  void abort(Generation generation);

  /** Requests that wait for their turn. */
  int waiting();
}
