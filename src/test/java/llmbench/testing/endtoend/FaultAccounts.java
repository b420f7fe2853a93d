package llmbench.testing.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.Fault;
import llmbench.timeline.MessageKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The server's account of a run beside ours, request by request, matched by the id that was sent.
 *
 * @param pairs one for each request of ours
 * @param strangers requests of the server's that we don't know
 */
record FaultAccounts(List<Pair> pairs, List<String> strangers) {

  /**
   * One request.
   *
   * @param server each time it was sent, in order; the last is what we report
   * @param onlyTotal whether only the whole request has a limit
   */
  record Pair(RequestRecord ours, List<RequestTruth> server, boolean onlyTotal) {

    RequestTruth last() {
      return server.get(server.size() - 1);
    }

    /** What the server did, by its schedule. */
    String did() {
      ServerFault fault = last().fault();
      return fault == null ? "(nothing)" : fault.kind().label();
    }

    /** What we say of it. */
    String said() {
      Fault fault = ours.fault();
      return fault == null ? "success" : fault.kind().label();
    }

    /** Where the accounts differ; empty where they don't. */
    String difference() {
      return said(true).equals(said(false)) ? "" : said(true) + " ≠ " + said(false);
    }

    private String said(boolean byServer) {
      Account account = byServer ? Account.of(server, onlyTotal) : Account.of(ours);
      return ours.requestId() + " " + did() + " " + account;
    }
  }

  /**
   * One side's account of a request.
   *
   * @param fault its name; {@code success} where there is none
   * @param posts how often it was sent
   * @param outputs messages with output
   * @param tokens of the answer, as the usage counts them
   */
  record Account(
      String fault,
      int posts,
      int status,
      int outputs,
      boolean finish,
      @Nullable Integer tokens,
      boolean done) {

    static Account of(List<RequestTruth> sent, boolean onlyTotal) {
      RequestTruth last = sent.get(sent.size() - 1);
      boolean seen = !FaultNames.isOfOtherType(last);
      llmbench.timeline.FaultKind kind = FaultNames.of(last, onlyTotal);
      return new Account(
          kind == null ? "success" : kind.label(),
          sent.size(),
          FaultNames.hidesStatus(last) ? 0 : last.status(),
          last.chunks(),
          seen && last.finishWritten(),
          seen && last.usageWritten() ? Integer.valueOf(last.tokens()) : null,
          last.doneWritten());
    }

    static Account of(RequestRecord ours) {
      Usage usage = ours.usage();
      Fault fault = ours.fault();
      return new Account(
          fault == null ? "success" : fault.kind().label(),
          1 + ours.resends(),
          ours.status(),
          ours.messages().outputs(),
          ours.finishReason() != null,
          usage == null ? null : usage.completionTokens(),
          ours.messages().count(MessageKind.DONE) > 0);
    }
  }

  static FaultAccounts of(List<RequestRecord> ours, List<RequestTruth> server, boolean onlyTotal) {
    Map<String, List<RequestTruth>> byId =
        server.stream().collect(Collectors.groupingBy(RequestTruth::requestId));
    List<Pair> pairs = new ArrayList<>();
    List<String> strangers = new ArrayList<>();
    for (RequestRecord request : ours) {
      List<RequestTruth> sent = byId.remove(request.requestId());
      if (sent == null) {
        strangers.add(request.requestId() + " is known to us alone");
      } else {
        pairs.add(new Pair(request, sent, onlyTotal));
      }
    }
    byId.keySet().forEach(id -> strangers.add(id + " is known to the server alone"));
    return new FaultAccounts(List.copyOf(pairs), List.copyOf(strangers));
  }

  /** Everything on which the two disagree. */
  List<String> differences() {
    List<String> all = new ArrayList<>(strangers);
    pairs.stream().map(Pair::difference).filter(text -> !text.isEmpty()).forEach(all::add);
    for (Pair pair : pairs) {
      for (RequestTruth before : pair.server().subList(0, pair.server().size() - 1)) {
        if (before.status() != 0) {
          all.add(pair.ours().requestId() + " was sent again after an answer had begun");
        }
      }
    }
    return all;
  }

  /** What ended the connections of requests that were sent again: kinds of the server's faults. */
  Map<String, Integer> sentAgainAfter() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Pair pair : pairs) {
      for (RequestTruth before : pair.server().subList(0, pair.server().size() - 1)) {
        kinds.merge(String.valueOf(before.fault()), 1, Integer::sum);
      }
    }
    return kinds;
  }

  /** The accounts as a table in Markdown, a row for each thing that the server did. */
  String table() {
    Map<String, List<Pair>> rows = new TreeMap<>();
    for (Pair pair : pairs) {
      rows.computeIfAbsent(pair.did() + " | " + pair.said(), k -> new ArrayList<>()).add(pair);
    }
    StringBuilder table =
        new StringBuilder(
            """
            | the server did | we say | requests | POSTs | output chunks | finish \
            | tokens by usage | `[DONE]` |
            |---|---|---|---|---|---|---|---|
            """);
    rows.forEach((name, row) -> table.append("| ").append(name).append(cells(row)));
    return table.append("| **all** | ").append(cells(pairs)).toString();
  }

  private static String cells(List<Pair> row) {
    List<Account> server =
        row.stream().map(pair -> Account.of(pair.server(), pair.onlyTotal())).toList();
    List<Account> ours = row.stream().map(pair -> Account.of(pair.ours())).toList();
    return " | "
        + row.size()
        + " | "
        + both(server, ours, Account::posts)
        + " | "
        + both(server, ours, Account::outputs)
        + " | "
        + both(server, ours, account -> account.finish() ? 1 : 0)
        + " | "
        + both(server, ours, account -> Objects.requireNonNullElse(account.tokens(), 0))
        + " | "
        + both(server, ours, account -> account.done() ? 1 : 0)
        + " |\n";
  }

  private static String both(
      List<Account> server, List<Account> ours, java.util.function.ToIntFunction<Account> figure) {
    return server.stream().mapToInt(figure).sum() + " = " + ours.stream().mapToInt(figure).sum();
  }
}
