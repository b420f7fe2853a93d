package llmbench.schedule;

/** A schedule can't be made as asked; the message says why and what to change, for people. */
public final class ScheduleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScheduleException(String message) {
    super(message);
  }
}
