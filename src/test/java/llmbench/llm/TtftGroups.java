package llmbench.llm;

import java.util.ArrayList;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;

/**
 * As which groups Gatling's log has a request's time to the first token. A group record without a
 * request in it is what Gatling's assertions see, and what its report leaves out.
 *
 * @param logged whether it has any
 * @param row the group that holds the request as well, so that the report shows it; null for none
 */
record TtftGroups(boolean logged, @Nullable String row) {

  /** In none. */
  static final TtftGroups NONE = new TtftGroups(false, null);

  /** The request stays where a request of Gatling's stands; its time is there to be asserted on. */
  static final TtftGroups BESIDE = new TtftGroups(true, null);

  /** The group of this name holds the request and its time. */
  static TtftGroups row(String name) {
    return new TtftGroups(true, name);
  }

  /**
   * The groups that the request stands in.
   *
   * @param user the user's own, outermost first
   */
  List<String> ofRequest(List<String> user) {
    return row == null ? user : within(user, row);
  }

  /**
   * The groups whose time is that to the first token, each with those around it.
   *
   * @param user the user's own
   * @param request the request's name
   */
  java.util.List<List<String>> ofTime(List<String> user, String request) {
    if (!logged) {
      return java.util.List.of();
    }
    if (row != null) {
      return java.util.List.of(within(user, row));
    }
    java.util.List<List<String>> all = new ArrayList<>();
    List<String> every = within(user, TtftGroup.NAME);
    all.add(every);
    all.add(within(every, request));
    return all;
  }

  private static List<String> within(List<String> outer, String name) {
    return List$.MODULE$.<String>empty().$colon$colon(name).$colon$colon$colon(outer);
  }
}
