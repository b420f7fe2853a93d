package llmbench.reporting;

import java.io.File;
import java.util.List;
import java.util.Optional;
import llmbench.options.syntax.Dashes;
import llmbench.options.syntax.Nearest;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, with what an unknown option may have been meant to be. */
public final class CommandLineProblem {

  private CommandLineProblem() {}

  /** Whether a word that names nothing else was meant to be this command. */
  public static boolean isMisspelt(String word, String command) {
    return Nearest.isSlip(word, command) && !word.equals(command) && !new File(word).exists();
  }

  /** In one line, for people. */
  public static String of(ParameterException problem) {
    String said = String.valueOf(problem.getMessage());
    if (!(problem instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return said;
    }
    String word = unmatched.getUnmatched().get(0);
    Optional<String> plain = Dashes.plain(word);
    if (plain.isPresent()) {
      return word + " " + Dashes.problem(plain.get());
    }
    List<String> names =
        problem.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
            .filter(name -> name.startsWith("--"))
            .map(name -> name.substring(2))
            .toList();
    String name = word.replaceFirst("^-+", "").replaceFirst("(?s)=.*", "");
    return word.startsWith("-")
        ? "Unknown option: '" + word + "'" + Nearest.question(name, names, "--")
        : said;
  }
}
