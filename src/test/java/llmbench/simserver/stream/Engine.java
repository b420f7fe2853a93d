package llmbench.simserver.stream;

/** Decides when each answer's tokens are written. Any thread may call. */
public interface Engine {

  /** An answer is wanted. */
  void begin(Answer answer);

  /** Nothing more is wanted of it: its client is gone, or it is broken off. */
  void abort(Answer answer);

  /** Requests that wait for their turn. */
  int waiting();
}
