package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;

/** The file of a workload trace: all its requests, or all that is wrong with it. */
final class WorkloadFile {

  /** What is wrong is said of so many lines; a file of another kind would fill the screen. */
  private static final int SHOWN = 10;

  private static final String EXAMPLE =
      "a JSON object such as {\"timestamp\": 1700000000.5, \"body\": {…}} on each line";

  private WorkloadFile() {}

  /**
   * Reads it whole, since any request may be the first.
   *
   * @return in the file's order, at least one
   */
  static List<WorkloadRecord> read(String path) {
    DatasetFile file = DatasetFile.text(path, EXAMPLE);
    List<WorkloadRecord> records = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      int number = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        String stripped = PythonText.strip(line);
        try {
          if (!stripped.isEmpty()) {
            records.add(WorkloadRecord.of(stripped));
          }
        } catch (WorkloadRecord.WrongException e) {
          wrong.add("line " + number + ": " + e.getMessage());
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new DatasetException(said(file, wrong));
    }
    if (records.isEmpty()) {
      throw file.wrong("is empty");
    }
    return records;
  }

  private static String said(DatasetFile file, List<String> wrong) {
    StringBuilder text = new StringBuilder(file.at()).append(": ");
    text.append(wrong.size());
    text.append(wrong.size() == 1 ? " line is no request:" : " lines are no requests:");
    wrong.stream().limit(SHOWN).forEach(each -> text.append("\n  ").append(each));
    if (wrong.size() > SHOWN) {
      text.append("\n  and ").append(wrong.size() - SHOWN).append(" more");
    }
    return text.append("\nExpected ").append(EXAMPLE).append(". Correct these lines.").toString();
  }
}
