package llmbench.schedule;

import llmbench.options.syntax.PythonNumbers;

/** What every schedule refuses, in words. */
final class Checks {

  private Checks() {}

  static void requests(int requests) {
    if (requests < 1) {
      throw new ScheduleException(
          "A schedule of %d requests has no times; ask for 1 or more.".formatted(requests));
    }
  }

  static void rate(double rate) {
    if (!(rate > 0)) {
      throw new ScheduleException(
          "The request rate must be more than 0 requests a second, not %s."
              .formatted(PythonNumbers.repr(rate)));
    }
  }

  /**
   * Whether times have an end.
   *
   * @param rate requests a second, for the message
   * @param last the last of the times in seconds
   */
  static void isKept(double rate, double last) {
    if (!Double.isFinite(last)) {
      throw new ScheduleException(
          ("At a rate of %s requests a second the last request would never be sent: its time is"
                  + " no finite number. Use a larger rate, or a larger burstiness.")
              .formatted(PythonNumbers.repr(rate)));
    }
  }
}
