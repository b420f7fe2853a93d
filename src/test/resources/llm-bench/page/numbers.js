// Numbers as people read them. English everywhere, so that two readers see the same page.

const grouped = [0, 1, 2, 3].map(
  (digits) =>
    new Intl.NumberFormat("en-US", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** Two decimals, as the tools print their figures; none where they'd only be noise. */
function figure(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return grouped[Math.abs(value) >= 100000 ? 0 : 2].format(value);
}

/** A whole number, or a number with as many decimals as it needs. */
function count(value) {
  return value === null || value === undefined
    ? "–"
    : grouped[Number.isInteger(value) ? 0 : 2].format(value);
}

/** A count with its noun: 1 request, 2 requests. */
function counted(number, noun) {
  return count(number) + " " + noun + (number === 1 ? "" : "s");
}

/** At most four digits that count: ticks, and values under the cursor. */
function brief(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return Math.abs(value) >= 1000 ? grouped[0].format(value) : short.format(value);
}

/** Percent: 100, 94.1, 99.98. */
function percent(value) {
  return value === null || value === undefined ? "–" : String(Math.round(value * 100) / 100);
}

/** Seconds of a run: 5.03 s, 3 min 20 s, 1 h 02 min. */
function duration(seconds) {
  if (seconds < 120) {
    return figure(seconds) + " s";
  }
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? minutes + " min " + (whole % 60) + " s"
    : Math.floor(minutes / 60) + " h " + String(minutes % 60).padStart(2, "0") + " min";
}

/** A moment of the run on an axis: 0.5, 12, and from two minutes on 3:20. */
function moment(seconds, span) {
  if (span < 120) {
    return short.format(Math.round(seconds * 1e6) / 1e6);
  }
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0
    ? hours + ":" + String(minutes).padStart(2, "0") + ":" + rest
    : minutes + ":" + rest;
}

/** The smallest and the largest of those that are there; null where there are none. */
function extent(values) {
  let low = null;
  let high = null;
  for (const value of values) {
    if (value !== null && value !== undefined) {
      low = low === null || value < low ? value : low;
      high = high === null || value > high ? value : high;
    }
  }
  return low === null ? null : { low, high };
}
